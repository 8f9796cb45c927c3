/* Draws what Python sends and sends back what is clicked. It counts no characters and cuts no text: every string arrives
   cut. What is drawn passes an allow-list once more, so that a mistake in escaping could show markup but never run it. */
(() => {
  "use strict";
  Math.random = () => crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32 + crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 64; // Gradio names a session by it
  const ELEMENTS = new Set(("ARTICLE BLOCKQUOTE BUTTON DD DETAILS DIV DL DT FOOTER FORM H2 H3 INPUT LABEL LI MARK NAV OL OPTION P " +
    "OUTPUT PROGRESS SECTION SELECT SPAN STRONG SUMMARY TABLE TBODY TD TH THEAD TR UL").split(" "));
  const ATTRIBUTE = /^(accept|alt|class|disabled|max|maxlength|min|name|step|placeholder|role|scope|selected|start|tabindex|type|value|aria-[a-z]+|data-[a-z]+)$/;
  const DRAWN = "data:image/svg+xml;base64,"; // an image in itself: in it no script runs and nothing is fetched
  const KEEPS = new Set(["correct", "ask-anyway", "choose", "weigh", "concern", "leave-out", "show"]); // done to a chat that the server may have lost
  const WAIT = 15000; // ms until an action that never came back stops holding up the next one
  const phone = matchMedia("(max-width: 900px)");
  const waiting = [];
  let busy = 0;
  let last = ""; // what was done last
  let cited = null; // the citation that was opened last: where "Back to the answer" leads
  let sent = ""; // the message that waits for its reply
  let toServer = null; // sends an event of the bar, for what no view of ours draws

  function clean(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const node of [...template.content.querySelectorAll("*")]) {
      const drawn = node.tagName === "IMG" && (node.getAttribute("src") || "").startsWith(DRAWN);
      const linked = node.tagName === "A" && /^https?:\/\//.test(node.getAttribute("href") || ""); // followed by a click alone
      if (!drawn && !linked && !ELEMENTS.has(node.tagName)) { node.replaceWith(node.textContent); continue; }
      const allowed = (name) => ATTRIBUTE.test(name) || (drawn && name === "src") || (linked && /^(href|target|rel)$/.test(name));
      for (const { name } of [...node.attributes]) if (!allowed(name)) node.removeAttribute(name);
    }
    return template.content;
  }

  /* Makes `old` like `fresh` without replacing what is the same, so that focus and scrolling stay where they are. */
  function morph(old, fresh) {
    const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
    after.forEach((node, i) => {
      const here = before[i];
      if (!here) return old.append(node);
      if (here.nodeName !== node.nodeName) return here.replaceWith(node);
      if (node.nodeType !== Node.ELEMENT_NODE) { if (here.data !== node.data) here.data = node.data; return; }
      const keeps = (name) => name === "open" && "keep" in here.dataset; // details that stay as the reader left them
      for (const { name } of [...here.attributes]) if (!node.hasAttribute(name) && !keeps(name)) here.removeAttribute(name);
      for (const { name, value } of node.attributes) if (here.getAttribute(name) !== value) here.setAttribute(name, value);
      morph(here, node);
    });
    before.slice(after.length).forEach((node) => node.remove());
  }

  function send(trigger, data) {
    if (busy) { waiting.push([trigger, data]); return; }
    hold();
    last = data.do;
    if (asks()) showAsked(data.message);
    if (data.do === "use-article" || data.do === "quote" || data.do === "cite") pane("side");
    if (data.do === "forget") { undoable = read(); write("", false); } // at once: what waits behind it must not bring it back
    trigger("act", asks() || KEEPS.has(data.do) ? { ...data, kept: read() } : data);
  }
  function asks() { return last === "ask" || last === "answer"; }
  function hold() { clearTimeout(busy); busy = setTimeout(giveUp, WAIT); }
  function giveUp() {
    document.querySelectorAll(".pending").forEach((item) => item.remove());
    const box = document.querySelector("#box textarea");
    if (sent && box && !box.value) { type(box, sent); toast("No answer came. Your words are back in the box: send them again."); }
    release();
  }
  function type(box, words) { box.value = words; box.dispatchEvent(new Event("input", { bubbles: true })); }
  function release() {
    clearTimeout(busy);
    busy = 0;
    const next = waiting.shift();
    if (next) send(...next);
  }

  function showAsked(message) {
    const log = document.querySelector("#log .log");
    if (!log || !message.trim()) return;
    const item = document.createElement("article");
    item.className = "exchange pending";
    item.append(clean('<div class="you"><p></p></div><div class="adviser"><p class="waiting">Reading…</p></div>'));
    item.querySelector(".you p").textContent = message;
    log.append(item);
    bring(item);
  }
  function bring(item) {
    const log = item.closest(".log");
    const reply = item.querySelector(".adviser"); // of what is longer than the window a short message stays in sight above its reply
    const said = item.querySelector(".you")?.offsetHeight || 0;
    const first = reply && item.offsetHeight > log.clientHeight && said > log.clientHeight / 4 ? reply : item;
    log.scrollTop += first.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
  }

  function drawLog(root, value) {
    let log = root.querySelector(".log");
    if (!log) {
      log = document.createElement("div");
      log.className = "log";
      Object.entries({ role: "log", tabindex: "0", "aria-label": "Conversation" }).forEach(([k, v]) => log.setAttribute(k, v));
      root.append(log);
    }
    log.querySelectorAll(".pending").forEach((item) => item.remove());
    const first = log.querySelector(".welcome");
    if (value.total === 0) { if (!first) log.replaceChildren(clean(value.welcome)); }
    else if (first) log.replaceChildren();
    const shown = [...log.querySelectorAll(".exchange")];
    shown.slice(value.total).forEach((item) => item.remove());
    let added = null;
    value.items.forEach((html, i) => {
      const here = shown[value.start + i];
      if (here && here.drawn === html) return;
      const item = document.createElement("article");
      item.className = "exchange";
      item.drawn = html;
      item.append(clean(html));
      if (here) here.replaceWith(item); else log.append(item);
      added = item;
    });
    if (added && last !== "judge") bring(added);
    sent = "";
    if (busy) toBox();
    release();
  }

  function toBox() { // where the focus was on what is gone
    if (document.activeElement === document.body && !phone.matches) document.querySelector("#box textarea")?.focus();
  }

  function drawView(root, html) {
    const before = root.querySelector(".reader")?.dataset;
    const old = before ? { ...before } : {};
    morph(root, clean(html));
    root.querySelectorAll("input[data-remember]").forEach((box) => { box.checked = remembered(); });
    root.querySelectorAll("select[data-value], input[data-value]").forEach((picker) => { picker.value = picker.dataset.value; });
    const reader = root.querySelector(".reader");
    if (!reader) return;
    const jumped = old.jumps !== undefined && reader.dataset.jumps !== old.jumps;
    if (jumped || reader.dataset.place !== old.place) whenSeen(reader.querySelector(".reader-body"), jumped);
  }

  /* Scrolls to the open quote once its tab is in sight; a jump brings the page there too and moves the focus. */
  function whenSeen(body, jumped, tries = 60) {
    if (!body.isConnected) return;
    if (body.offsetParent === null) {
      if (jumped && tries) { requestAnimationFrame(() => whenSeen(body, jumped, tries - 1)); return; }
      new IntersectionObserver((seen, observer) => {
        if (seen.some((one) => one.isIntersecting)) { observer.disconnect(); toMark(body, false); }
      }).observe(body);
      return;
    }
    toMark(body, jumped);
  }
  function toMark(body, jumped) {
    const mark = body.querySelector("mark.now");
    if (mark) body.scrollTop += mark.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 3;
    else body.scrollTop = 0;
    if (jumped && mark && !document.activeElement?.matches(".step")) mark.focus({ preventScroll: true });
  }

  function back() {
    const to = cited && document.querySelector(`#log [data-do="cite"][data-exchange="${cited.exchange}"][data-at="${cited.at}"]`);
    if (!to) { pane("chat"); document.querySelector("#box textarea")?.focus(); return; }
    pane("chat");
    to.closest("details")?.setAttribute("open", "");
    to.scrollIntoView({ block: "center" });
    to.focus({ preventScroll: true });
  }

  /* On a phone the chat or what stands beside it is in sight; the bar at the bottom leads to each. */
  function pane(name) {
    document.body.dataset.pane = name;
    const tab = name === "chat" ? "chat" : "";
    document.querySelectorAll("#bar button").forEach((button) => {
      if (tab ? button.dataset.pane === tab : button.dataset.value === shown) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }
  let shown = "source";
  const called = (tab) => tab.textContent.trim().toLowerCase();
  document.addEventListener("click", (event) => { // a tab of Gradio's; what takes a moment to draw is asked for now
    const tab = event.target.closest?.('#tabs [role="tab"]');
    if (tab) shown = called(tab);
    if (tab && ["decide", "compare"].includes(shown)) send(toServer, { do: "show", value: shown });
  });
  function openTab(name) { // at once, whatever the server is busy with
    [...document.querySelectorAll('#tabs [role="tab"]')].find((tab) => called(tab) === name)?.click();
    pane("side");
  }

  /* The conversation, kept by the browser: for this tab, or on this computer where that was chosen. Nothing of it lies on
     the server; a page that is opened again sends it there to have its replies made anew. */
  const KEY = "track-advisor";
  let undoable = "";
  let begun = false;
  function stores() { try { return [sessionStorage, localStorage]; } catch { return []; } }
  function remembered() { return stores()[1]?.getItem(KEY) != null; }
  function read() { return stores().map((store) => store.getItem(KEY)).find(Boolean) || ""; }
  function write(words, here) {
    const [tab, computer] = stores();
    if (!tab) return;
    try {
      tab.removeItem(KEY);
      computer.removeItem(KEY);
      if (words) (here ? computer : tab).setItem(KEY, words);
    } catch { toast("This browser has no room to keep the chat. Save it to continue later."); }
  }
  function keep(root, value, trigger) {
    if (!begun) {
      begun = true;
      const words = value.text ? "" : read();
      if (words) send(trigger, { do: "resume", text: words });
      return;
    }
    if (value.text) write(value.text, remembered());
    else if (undoable || last === "ask") {
      const before = undoable || read();
      write("", false);
      if (before) toast("Forgotten.", "Undo", () => send(trigger, { do: "resume", text: before }), 10000);
      undoable = "";
    }
  }
  document.addEventListener("change", (event) => {
    if ("remember" in event.target.dataset) write(read(), event.target.checked);
  });

  /* A passing word of the page, with something to press or without. */
  let fading = 0;
  function toast(words, label, action, ms) {
    document.querySelector(".toast")?.remove();
    clearTimeout(fading);
    if (!words) return;
    const box = document.createElement("div");
    box.className = "toast";
    box.setAttribute("role", "status");
    box.append(words);
    if (label) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.onclick = () => { box.remove(); action(); };
      box.append(button);
    }
    document.body.append(box);
    fading = setTimeout(() => box.remove(), ms || 8000);
  }

  /* While the server is away the page says so and sends again until it is back. */
  const reach = window.fetch.bind(window);
  window.fetch = async (what, how) => {
    const address = String(what?.url || what);
    if (!address.includes("/queue/join")) return reach(what, how);
    for (let tries = 0; ; tries++) {
      try {
        const answer = await reach(what, how);
        if (answer.status < 502) { if (tries) toast(""); return answer; }
      } catch { /* nobody answers */ }
      hold();
      toast("The adviser does not answer. Your words are kept here, and I send them again.", "", null, 60000);
      await new Promise((done) => setTimeout(done, 1000));
    }
  };

  /* Keys: the arrows move between tabs, and in an empty box the one up brings the last message back. */
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.('[role="tab"]');
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (tab && step) {
      const tabs = [...tab.closest('[role="tablist"]').querySelectorAll('[role="tab"]')];
      const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      event.preventDefault();
      next.click();
      next.focus();
    }
    const box = event.target.closest?.("#box textarea");
    if (box && event.key === "ArrowUp" && !box.value) {
      const said = [...document.querySelectorAll("#log .you p")].pop()?.textContent;
      if (said) { event.preventDefault(); type(box, said); }
    }
  });
  /* Words that were typed, or sent and not answered yet, outlive a reload, in the box. */
  const DRAFT = `${KEY}-draft`;
  window.addEventListener("pagehide", () => {
    const words = sent || document.querySelector("#box textarea")?.value;
    if (words) stores()[0]?.setItem(DRAFT, words);
  });
  function unsent(box) {
    const words = stores()[0]?.getItem(DRAFT);
    if (words) type(box, words);
    stores()[0]?.removeItem(DRAFT);
  }
  function focusBox(tries = 100) {
    const box = document.querySelector("#box textarea");
    if (box) unsent(box);
    if (box) { if (!phone.matches && document.activeElement === document.body) box.focus({ preventScroll: true }); }
    else if (tries) setTimeout(() => focusBox(tries - 1), 50);
  }
  focusBox();

  /* A file for the user: made here, so that nothing of it lies on the server. */
  let saved = 0;
  function save(file) {
    if (!file || !file.text || file.tick === saved) return;
    saved = file.tick;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: `${file.type};charset=utf-8` }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
  async function open(trigger, input) {
    const file = input.files[0];
    const text = file && file.size < 2e6 ? await file.text() : "";
    input.value = "";
    if (file) send(trigger, { do: input.dataset.do, text });
  }

  document.addEventListener("toggle", (event) => { // what is unfolded in the chat is brought into sight
    if (event.target.open && event.target.closest?.("#log")) event.target.scrollIntoView({ block: "nearest" });
  }, true);

  function mount(name, root, trigger, props, watch) {
    if (name === "bar") toServer = trigger;
    const draw = () => {
      const value = props.value;
      if (name === "log") { if (value && value.items) drawLog(root, value); }
      else if (name === "file") save(value);
      else if (name === "kept") { if (value) keep(root, value, trigger); }
      else drawView(root, typeof value === "string" ? value : "");
      if (name === "focus" && last === "leave-out") toBox();
      if (name === "preview" && value) root.scrollIntoView({ block: "nearest" });
    };
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.hasAttribute("data-back")) { back(); return; }
      if (button.dataset.hide) { button.closest(`.${button.dataset.hide}`).remove(); return; }
      if (button.dataset.pane) { pane(button.dataset.pane); return; }
      if (button.dataset.do === "show") { openTab(button.dataset.value); return; }
      if (["cite", "hit", "quote"].includes(button.dataset.do)) shown = "source";
      if (["library", "use-article"].includes(button.dataset.do)) { shown = "library"; pane("side"); }
      const data = { ...button.dataset };
      if (!data.do) return;
      if (data.do === "accept" || data.do === "library") { trigger(data.do); return; }
      if (data.do === "cite") cited = data;
      send(trigger, data);
    });
    root.addEventListener("change", (event) => {
      if (event.target.matches("input[type=file]")) open(trigger, event.target);
      const form = event.target.form;
      if (form && "live" in form.dataset) send(trigger, { ...form.dataset, ...Object.fromEntries(new FormData(form)) });
      else if (event.target.matches("select[data-do]")) send(trigger, { do: event.target.dataset.do, value: event.target.value });
    });
    root.addEventListener("input", (event) => {
      const output = event.target.type === "range" && event.target.closest("label").querySelector("output");
      if (!output) return;
      const { words, unit } = event.target.dataset;
      output.textContent = words ? words.split("|")[event.target.value] : `${event.target.value}${unit}`;
    });
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      send(trigger, { ...event.target.dataset, ...Object.fromEntries(new FormData(event.target)), ...event.submitter?.dataset });
      if ("clear" in event.target.dataset) event.target.reset();
    });
    watch("value", draw);
    draw();
  }

  window.advisorPage = {
    mount,
    asking: (message) => {
      hold();
      last = "ask";
      sent = message;
      if (/^\W*(please )?(forget|reset|start over)/i.test(message)) undoable = read();
      showAsked(message);
      setTimeout(() => { // at once, so that what is typed meanwhile stays
        const box = document.querySelector("#box textarea");
        if (box && box.value === message) type(box, "");
      });
      return read();
    },
  };
  document.body?.setAttribute("data-pane", "chat");
  document.addEventListener("DOMContentLoaded", () => document.body.setAttribute("data-pane", "chat"));
})();
