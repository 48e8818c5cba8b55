"use strict";
// One conversation at a time. The page keeps nothing after it is closed.
const $ = (id) => document.getElementById(id);
const RENDER = "Alexa.Presentation.APL.RenderDocument";
const wide = matchMedia("(min-width: 60rem)");
let conversation = null;
let last = Promise.resolve(); // one request after the other, in the order in which they were made

async function post(address, body) {
  const reply = await fetch(address, {
    method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body),
  });
  const data = await reply.json();
  if (!reply.ok) throw new Error(data.message);
  return data;
}

function add(kind, text) {
  const item = document.createElement("li");
  item.className = kind;
  const words = document.createElement("p");
  words.textContent = text;
  item.append(words);
  $("turns").append(item);
  item.scrollIntoView({block: "end"});
  return item;
}

function show(data) {
  const {turn} = data;
  if (turn.message) add("note", turn.message);
  const item = add("theirs", turn.speech || "(silence)");
  if (turn.severity) item.classList.add(turn.severity);
  const facts = document.createElement("button");
  facts.type = "button";
  facts.className = "facts";
  facts.textContent = [`${turn.seconds} s spoken`, turn.intent, turn.answer].filter(Boolean).join(" · ");
  item.append(facts);
  item.addEventListener("click", () => inspect(item, data));
  inspect(item, data);
  item.scrollIntoView({block: "end"});
  if (turn.session === "closed") add("note", "The session is closed. What you say next opens a new one.");
  $("heard").textContent = turn.speech;
  readAloud(turn.speech);
}

function inspect(item, data) {
  document.querySelectorAll(".theirs[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  item.setAttribute("aria-current", "true");
  const {turn} = data;
  $("facts").textContent = [turn.intent, turn.answer, turn.severity, `session ${turn.session}`, `${turn.ms} ms in the handler`].filter(Boolean).join(" · ");
  $("response").textContent = JSON.stringify(data.response, null, 2);
  $("request").textContent = JSON.stringify(data.request, null, 2);
  showCard(turn.card);
  showScreen(turn);
}

function showCard(card) {
  $("app").hidden = !card;
  if (!card) return;
  $("card").querySelector("h3").textContent = card.title ?? "";
  $("card").querySelector("p").textContent = card.content ?? card.text ?? "";
}

function chosenScreen() {
  const {width, height, round} = $("screen").selectedOptions[0].dataset;
  return width ? {width: Number(width), height: Number(height), round: round === "true"} : null;
}

function showScreen(turn) {
  Apl.clear();
  const screen = chosenScreen();
  $("device").hidden = !screen;
  if (!screen) return;
  const glass = $("glass");
  glass.replaceChildren();
  glass.style.width = `${screen.width}px`;
  glass.style.height = `${screen.height}px`;
  $("frame").classList.toggle("round", screen.round);
  fit();
  const directive = turn.directives.find((each) => each.type === RENDER);
  const undrawn = directive ? Apl.show(glass, directive, screen, tap) : [];
  $("undrawn").hidden = undrawn.length === 0;
  $("undrawn").textContent = `This page cannot draw: ${undrawn.join(", ")}.`;
}

// The glass is drawn in the size of the device, then made as small as the column.
function fit() {
  const screen = chosenScreen();
  if (!screen) return;
  const rim = $("frame").offsetWidth - $("frame").clientWidth;
  const room = wide.matches ? Infinity : innerHeight * 0.35; // above the conversation there is less
  const scale = Math.min(1, ($("device").clientWidth - rim) / screen.width, room / screen.height);
  $("glass").style.transform = `scale(${scale})`;
  $("frame").style.width = `${screen.width * scale}px`;
  $("frame").style.height = `${screen.height * scale}px`;
}

function readAloud(text) {
  if (!window.speechSynthesis) return;
  speechSynthesis.cancel();
  if (!$("voice").checked || !text) return;
  const speech = new SpeechSynthesisUtterance(text.replace(/\b\d{3}\b/g, (number) => [...number].join(" ")));
  speech.lang = $("locale").value;
  speechSynthesis.speak(speech);
}

function attempt(work) {
  last = last.then(work).catch((error) => {
    add("note", error.message || "The simulator does not answer. Is it still running in the terminal?");
  });
  return last;
}

const begin = () => attempt(async () => {
  $("turns").replaceChildren();
  const data = await post("/conversations", {locale: $("locale").value, manner: $("manner").value, screen: $("screen").value});
  conversation = data.id;
  show(data);
});

const send = (body) => attempt(async () => show(await post(`/conversations/${conversation}/turns`, body)));

function tap(sent, label) {
  add("mine", `(taps ${label || sent.join(", ")})`);
  send({tap: sent});
}

$("say").addEventListener("submit", async (event) => {
  event.preventDefault();
  const utterance = $("utterance").value.trim();
  $("utterance").value = "";
  unfold();
  add("mine", utterance || "(silence)");
  await send({utterance: utterance || null});
  $("utterance").focus();
});
$("new").addEventListener("click", async () => { await begin(); $("utterance").focus(); });
for (const setting of ["locale", "manner", "screen"]) $(setting).addEventListener("change", begin);
$("voice").addEventListener("change", () => readAloud(""));
const unfold = () => { $("options").open = wide.matches; };
wide.addEventListener("change", unfold);
addEventListener("resize", fit);
unfold();
begin();
