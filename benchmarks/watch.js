// Stands in every timed page before anything else and notes when it changes, shadow roots included.
// What tells only that the script runs is passed over, on every page alike.
(() => {
  const INDICATORS = "[data-testid=stStatusWidget], [data-testid=stSpinner]";
  const EVERYTHING = { subtree: true, childList: true, attributes: true, characterData: true };
  const roots = [document];
  const state = { watched: "", before: "", kept: "", acted: 0, changed: 0, last: 0, touched: 0 };

  const found = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const text = (selector) => found(selector).map((element) => element.textContent).join("\n");

  const isIndicator = (record) => {
    const nodes = [...record.addedNodes, ...record.removedNodes];
    return (
      record.attributeName?.startsWith("data-test-") ||
      within(record.target, INDICATORS) ||
      (nodes.length > 0 && nodes.every((node) => node.matches?.(INDICATORS)))
    );
  };

  const within = (node, selector) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return Boolean(element?.closest(selector));
  };

  const touches = (record, selector) =>
    within(record.target, selector) ||
    [...record.addedNodes, ...record.removedNodes].some(
      (node) => node.matches?.(selector) || node.querySelector?.(selector),
    );

  const observer = new MutationObserver((records) => {
    const told = records.filter((record) => !isIndicator(record));
    if (!told.length) return;
    state.last = performance.now();
    if (!state.acted) return;
    if (state.kept) {
      state.touched += told.filter((record) => touches(record, state.kept)).length;
    }
    const now = state.changed ? "" : text(state.watched);
    if (now && now !== state.before) state.changed = state.last;
  });
  observer.observe(document, EVERYTHING);

  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    roots.push(root);
    observer.observe(root, EVERYTHING);
    return root;
  };

  const act = (event) => {
    if (state.watched && !state.acted) state.acted = state.last = event.timeStamp;
  };
  addEventListener("click", act, true);
  addEventListener("keydown", (event) => event.key === "Enter" && act(event), true);

  const isQuiet = (quiet) =>
    document.querySelector("[data-test-script-state=notRunning]") !== null &&
    performance.now() - state.last > quiet;

  window.bench = {
    // From the next click or Enter on, watch for another text of these elements; none is no text.
    arm: ([watched, kept]) =>
      Object.assign(state, { watched, kept, before: text(watched), acted: 0, changed: 0, touched: 0 }),
    hasSettled: (quiet) => state.changed > 0 && isQuiet(quiet),
    isComplete: ([parts, quiet]) =>
      isQuiet(quiet) && Object.entries(parts).every(([part, least]) => found(part).length >= least),
    state,
  };
})();
