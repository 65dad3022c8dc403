// Comfort on top of pages that work without it. No state of its own but the cookie of the chosen appearance.
(() => {
  "use strict";
  const root = document.documentElement;

  // Appearance: the server writes the cookie's choice into <html>, so no page flashes.
  const chosen = (document.cookie.match(/(?:^|; )etenee_theme=(light|dark)/) || [])[1] || "";
  const wear = (theme) => theme ? root.setAttribute("data-bs-theme", theme) : root.removeAttribute("data-bs-theme");
  wear(chosen);
  for (const form of document.querySelectorAll("[data-theme-switch]")) {
    form.hidden = false;
    for (const radio of form.elements.theme) radio.checked = radio.value === chosen;
    form.addEventListener("change", () => {
      const theme = form.elements.theme.value;
      const age = theme ? 31536000 : 0;
      document.cookie = `etenee_theme=${theme};path=/;max-age=${age};samesite=lax${location.protocol === "https:" ? ";secure" : ""}`;
      wear(theme);
    });
  }

  // Errors: the summary takes the focus; its links land inside the field.
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // Menus are <details>: Escape closes them and gives the focus back, so does a click or a Tab outside.
  const drops = () => document.querySelectorAll("details.drop[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drop of drops()) {
      const inside = drop.contains(document.activeElement);
      drop.open = false;
      if (inside) drop.querySelector("summary").focus();
    }
  });
  const closeOthers = (event) => {
    for (const drop of drops()) if (!drop.contains(event.target)) drop.open = false;
  };
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);

  // Unsaved words: leaving a form marked data-guard asks first.
  const unsaved = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.hasAttribute("data-guard")) unsaved.add(form);
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });

  // A draft that the page saves by itself needs no asking, unless it could not be saved or more was typed meanwhile.
  const sending = new WeakMap();
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("#autosave") && event.target.closest("form[data-guard]");
    if (form && unsaved.delete(form)) sending.set(event.detail.xhr, form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = sending.get(event.detail.xhr);
    const told = event.detail.xhr.getResponseHeader("HX-Trigger") || "";
    if (form && !told.includes("draft-saved")) unsaved.add(form);
  });

  // Saves of one form are numbered, so that one that is held up on its way does not come over a later one.
  const numbered = (form) => {
    const nth = form.elements.nth;
    if (nth) nth.value = String(Number(nth.value) + 1);
    return nth;
  };
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.target.closest("#autosave") && event.target.closest("form");
    const nth = form && numbered(form);
    if (nth) event.detail.parameters.nth = nth.value;
  });

  // One click is one submission; the button stays in the tab order and says that it is busy.
  const busy = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    unsaved.delete(form);
    if (form.method !== "post" || event.defaultPrevented) return;
    if (busy.has(form)) { event.preventDefault(); return; }
    busy.add(form);
    numbered(form);
    const button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
    setTimeout(() => { busy.delete(form); if (button) button.removeAttribute("aria-busy"); }, 8000);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // Letters left: a text with maxlength of its own (data-count) says how long it is as one writes.
  for (const area of document.querySelectorAll("textarea[data-count]")) {
    const told = document.getElementById(area.dataset.count);
    if (!told) continue;
    const tell = () => { told.querySelector("[data-now]").textContent = area.value.length.toLocaleString(root.lang); };
    area.addEventListener("input", tell);
    tell();
  }

  // A button that prints.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details.fold:not([open])")) { fold.open = true; fold.dataset.opened = ""; }
  });
  addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("details.fold[data-opened]")) { fold.open = false; delete fold.dataset.opened; }
  });
})();
