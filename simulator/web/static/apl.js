"use strict";
// Draws an APL document much as a device does: Container, Frame, Text, ScrollView, TouchWrapper, layouts, resources
// and data binding. What it cannot draw it names. One document at a time.
window.Apl = (() => {
  const BASE = new Set(["grow", "shrink", "spacing", "width", "height", "alignSelf", "display", "opacity"]);
  let stage = null; // what the document on show needs while it is there

  /** Show a document on `host`, an element of the size of the screen; `tapped` gets what a button sends, and its label. */
  function show(host, directive, screen, tapped) {
    clear();
    const {document, datasources} = directive;
    stage = {document, screen, tapped, resources: {}, updates: [], timers: [], unknown: new Set(), started: Date.now()};
    const viewport = {
      width: screen.width, height: screen.height, pixelWidth: screen.width, pixelHeight: screen.height, dpi: 160,
      shape: screen.round ? "round" : "rectangle", mode: "hub", theme: document.theme || "dark",
    };
    const scope = {viewport, environment: {}, Math};
    for (const block of list(document.resources)) {
      if ("when" in block && !value(block.when, scope)) continue;
      for (const table of ["booleans", "colors", "dimensions", "numbers", "strings"]) {
        for (const [name, text] of Object.entries(block[table] || {})) stage.resources[name] = value(text, scope);
      }
    }
    const [parameter] = list(document.mainTemplate.parameters);
    const root = first(document.mainTemplate, {...scope, ...(parameter ? {[parameter]: datasources} : {})}, "column");
    host.replaceChildren(...(root ? [root] : []));
    stage.timers.push(setInterval(() => stage.updates.forEach((update) => update()), 200));
    return [...stage.unknown];
  }

  /** Take the document down, with its clocks. */
  function clear() {
    for (const timer of stage ? stage.timers : []) { clearInterval(timer); clearTimeout(timer); }
    stage = null;
  }

  const list = (given) => (given === undefined || given === null ? [] : Array.isArray(given) ? given : [given]);
  const children = (definition) => list(definition.items ?? definition.item);

  /** The value of a property: resources looked up, expressions worked out; what has no value is null, as in APL. */
  function value(given, scope) {
    if (typeof given !== "string") return given;
    if (/^@\w+$/.test(given)) return stage.resources[given.slice(1)] ?? null;
    const whole = /^\$\{([^{}]*)\}$/.exec(given);
    if (whole) return expression(whole[1], scope);
    return given.replace(/\$\{([^{}]*)\}/g, (_, inner) => expression(inner, scope) ?? "");
  }

  function expression(text, scope) {
    const names = {...scope, elapsedTime: Date.now() - stage.started, resources: stage.resources};
    try {
      const code = text.replace(/@(\w+)/g, "resources.$1");
      return new Function(...Object.keys(names), `return (${code});`)(...Object.values(names)) ?? null;
    } catch {
      return null;
    }
  }

  function first(parent, scope, direction) {
    const chosen = children(parent).find((item) => !("when" in item) || value(item.when, scope));
    return chosen ? inflate(chosen, scope, direction) : null;
  }

  function inflate(definition, scope, direction) {
    if ("when" in definition && !value(definition.when, scope)) return null;
    const layout = (stage.document.layouts || {})[definition.type];
    if (layout) return inflateLayout(definition, layout, scope, direction);
    const make = COMPONENTS[definition.type];
    if (!make) {
      stage.unknown.add(definition.type);
      return null;
    }
    const element = make(definition, scope);
    dress(element, definition, scope, direction);
    return element;
  }

  /** A layout is drawn with its own names only; what is set on it and is no parameter goes to what it is made of. */
  function inflateLayout(definition, layout, scope, direction) {
    const parameters = list(layout.parameters).map((each) => each.name || each);
    const inner = {viewport: scope.viewport, environment: scope.environment, Math};
    for (const name of parameters) inner[name] = value(definition[name], scope);
    const item = children(layout).find((each) => !("when" in each) || value(each.when, inner));
    const passed = Object.entries(definition).filter(([name]) => BASE.has(name) && !parameters.includes(name));
    return item ? inflate({...item, ...Object.fromEntries(passed.map(([n, v]) => [n, value(v, scope)]))}, inner, direction) : null;
  }

  const COMPONENTS = {
    Container(definition, scope) {
      const element = box();
      const direction = value(definition.direction, scope) || "column";
      const align = {start: "flex-start", end: "flex-end", center: "center"}[value(definition.alignItems, scope)];
      const justify = {end: "flex-end", center: "center", spaceBetween: "space-between"}[value(definition.justifyContent, scope)];
      Object.assign(element.style, {flexDirection: direction, alignItems: align || "stretch", justifyContent: justify || "flex-start"});
      if (definition.data) {
        list(value(definition.data, scope)).forEach((data, index) => {
          const child = first(definition, {...scope, data, index}, direction);
          if (child) element.append(child);
        });
      } else {
        for (const item of children(definition)) {
          const child = inflate(item, scope, direction);
          if (child) element.append(child);
        }
      }
      return element;
    },
    Frame(definition, scope) {
      const element = box();
      element.style.backgroundColor = value(definition.backgroundColor, scope) || "transparent";
      element.style.borderRadius = length(value(definition.borderRadius, scope)) || "0";
      const child = first(definition, scope, "column");
      if (child) element.append(child);
      return element;
    },
    Text(definition, scope) {
      const element = box();
      const words = document.createElement("span");
      element.append(words);
      element.style.justifyContent = value(definition.textAlignVertical, scope) === "center" ? "center" : "flex-start";
      const size = () => length(value(definition.fontSize, scope) ?? 40);
      Object.assign(words.style, {
        fontSize: size(), lineHeight: value(definition.lineHeight, scope) ?? 1.25, overflowWrap: "anywhere",
        fontWeight: value(definition.fontWeight, scope) ?? "400", color: value(definition.color, scope) || "#fafafa",
        textAlign: value(definition.textAlign, scope) || "left",
      });
      follow(definition.text, () => { words.textContent = value(definition.text, scope) ?? ""; });
      return element;
    },
    ScrollView(definition, scope) {
      const element = box();
      element.classList.add("scroll");
      Object.assign(element.style, {overflowY: "auto", height: "100px", display: "block", scrollbarWidth: "none"});
      element.tabIndex = 0;
      const child = first(definition, scope, "column");
      if (child) element.append(child);
      return element;
    },
    TouchWrapper(definition, scope) {
      const element = box(document.createElement("button"));
      element.type = "button";
      const label = value(definition.accessibilityLabel, scope);
      if (label) element.setAttribute("aria-label", label);
      const {tapped} = stage;
      element.addEventListener("click", () => {
        for (const command of list(definition.onPress)) {
          if (command.type === "SendEvent") tapped(list(command.arguments).map((each) => value(each, scope)), label);
        }
      });
      const child = first(definition, scope, "column");
      if (child) element.append(child);
      return element;
    },
  };

  function box(element = document.createElement("div")) {
    element.className = "apl";
    return element;
  }

  /** What all components have: size, padding, place among their neighbours, whether they are shown, what they do. */
  function dress(element, definition, scope, direction) {
    const style = element.style;
    for (const name of ["width", "height", "minWidth", "minHeight", "maxWidth", "maxHeight", "paddingLeft", "paddingRight", "paddingTop", "paddingBottom"]) {
      if (name in definition) style[name] = length(value(definition[name], scope)) || "";
    }
    style.flexGrow = value(definition.grow, scope) ?? 0;
    style.flexShrink = value(definition.shrink, scope) ?? 0;
    if (definition.shrink) style[direction === "row" ? "minWidth" : "minHeight"] = "0";
    const margin = direction === "row" ? "marginLeft" : "marginTop";
    if ("spacing" in definition) style[margin] = length(value(definition.spacing, scope)) || "0";
    const shown = style.display || "flex";
    follow(definition.display, () => { style.display = value(definition.display, scope) === "none" ? "none" : shown; });
    for (const command of list(definition.onMount)) mount(element, command, scope);
  }

  /** Set a property now, and again as time passes if it depends on the time. */
  function follow(given, set) {
    set();
    if (typeof given === "string" && given.includes("elapsedTime")) stage.updates.push(set);
  }

  function mount(element, command, scope) {
    if (command.type !== "ScrollToComponent") {
      stage.unknown.add(command.type);
      return;
    }
    if ("when" in command && !value(command.when, scope)) return;
    const delay = Number(value(command.delay, scope)) || 0;
    const start = value(command.align, scope) === "first";
    stage.timers.push(setTimeout(() => reveal(element, start), delay));
  }

  function reveal(element, start) {
    const view = element.closest(".scroll");
    if (!view) return;
    const top = element.offsetTop - view.offsetTop;
    const bottom = top + element.offsetHeight;
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    if (start || top < view.scrollTop) view.scrollTo({top, behavior});
    else if (bottom > view.scrollTop + view.clientHeight) view.scrollTo({top: bottom - view.clientHeight, behavior});
  }

  /** A dimension as CSS: numbers and dp are pixels of the drawing, vw and vh those of the screen. */
  function length(given) {
    if (given === null || given === undefined) return "";
    if (typeof given === "number") return `${given}px`;
    const part = /^([\d.]+)(vw|vh)$/.exec(given);
    if (part) return `${(part[1] / 100) * (part[2] === "vw" ? stage.screen.width : stage.screen.height)}px`;
    return given.replace(/dp$/, "px");
  }

  return {show, clear};
})();
