/* Names the boxes that stand in for lists with autocomplete: a reader of the screen hears the field's own label. */
"use strict";
function nameBoxes() {
  for (const box of document.querySelectorAll(".select2-container")) {
    const label = document.querySelector(`label[for="${box.previousElementSibling?.id}"]`);
    for (const part of box.querySelectorAll("[role=combobox], [role=textbox]")) part.setAttribute("aria-label", label?.textContent.trim() || "");
    box.querySelector("[role=combobox]")?.removeAttribute("aria-labelledby");
  }
}
window.django?.jQuery(nameBoxes); // after the boxes are made, which is done in the same way
document.addEventListener("formset:added", () => setTimeout(nameBoxes));
