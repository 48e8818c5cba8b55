"use strict";
// One conversation at a time. The page keeps nothing after it is closed.
const $ = (id) => document.getElementById(id);
let conversation = null;

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
  kind === "theirs" ? item.append(words) : (item.textContent = text);
  $("turns").append(item);
  item.scrollIntoView({block: "end"});
  return item;
}

function show(data) {
  const {turn} = data;
  if (turn.message) add("note", turn.message);
  const item = add("theirs", turn.speech || "(silence)");
  if (turn.severity) item.classList.add(turn.severity);
  const facts = [`${turn.seconds} s spoken`, `session ${turn.session}`, turn.answer, turn.intent].filter(Boolean).join(" · ");
  const small = document.createElement("small");
  small.textContent = facts;
  item.append(small);
  item.tabIndex = 0;
  const inspect = () => {
    document.querySelectorAll(".theirs[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    item.setAttribute("aria-current", "true");
    $("facts").textContent = `${facts} · ${turn.ms} ms in the handler`;
    $("response").textContent = JSON.stringify(data.response, null, 2);
    $("request").textContent = JSON.stringify(data.request, null, 2);
  };
  item.addEventListener("click", inspect);
  item.addEventListener("keydown", (event) => { if (event.key === "Enter") inspect(); });
  inspect();
  item.scrollIntoView({block: "end"});
  if (turn.session === "closed") add("note", "The session is closed. What you say next opens a new one.");
  readAloud(turn.speech);
}

function readAloud(text) {
  if (!window.speechSynthesis) return;
  speechSynthesis.cancel();
  if (!$("voice").checked || !text) return;
  const speech = new SpeechSynthesisUtterance(text.replace(/\b\d{3}\b/g, (number) => [...number].join(" ")));
  speech.lang = $("locale").value;
  speechSynthesis.speak(speech);
}

async function attempt(work) {
  try {
    await work();
  } catch (error) {
    add("note", error.message || "The simulator does not answer. Is it still running in the terminal?");
  }
  $("utterance").focus();
}

const begin = () => attempt(async () => {
  $("turns").replaceChildren();
  const data = await post("/conversations", {locale: $("locale").value, manner: $("manner").value});
  conversation = data.id;
  show(data);
});

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const utterance = $("utterance").value.trim();
  $("utterance").value = "";
  add("mine", utterance || "(silence)");
  attempt(async () => show(await post(`/conversations/${conversation}/turns`, {utterance: utterance || null})));
});
$("new").addEventListener("click", begin);
$("locale").addEventListener("change", begin);
$("manner").addEventListener("change", begin);
$("voice").addEventListener("change", () => readAloud(""));
begin();
