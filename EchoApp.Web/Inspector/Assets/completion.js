// What can go on where the caret is in a query: fields, and what people ask of them (ARIA Authoring Practices, "Combobox"). Which, the guide on the page says.
const field = document.getElementById("q");
const guide = document.getElementById("guide");

if (field && guide) {
  const terms = [...guide.querySelectorAll("[data-begins]")].filter(term => term.dataset.begins).map(term => ({
    begins: term.dataset.begins,
    values: term.dataset.values.split(" ").filter(Boolean),
    meaning: term.querySelector("dd").textContent,
  }));
  const most = 8;
  const box = document.createElement("ul");
  box.id = "q-options";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "What can go on here");
  box.hidden = true;
  field.after(box);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", box.id);
  field.setAttribute("aria-expanded", "false");
  let options = [];
  let active = -1;

  // What is typed of the term that the caret is in, without what negates it or stands in brackets.
  function typed() {
    const before = field.value.slice(0, field.selectionStart);
    if (before.split('"').length % 2 === 0 || before.split("`").length % 2 === 0) {
      return null; // within quotes everything is text
    }
    return /(?:^|[\s(])-?([^\s()"`]*)$/.exec(before)?.[1] ?? null;
  }

  function find() {
    const text = typed();
    if (text === null || field.selectionStart !== field.selectionEnd) {
      return [];
    }
    const term = terms.find(({ begins, values }) => values.length && text.toLowerCase().startsWith(begins.toLowerCase()));
    if (term) {
      const value = text.slice(term.begins.length).toLowerCase();
      return term.values.filter(option => option.toLowerCase().startsWith(value) && option.toLowerCase() !== value).map(option => ({ text: term.begins + option, meaning: "", isWhole: true }));
    }
    return text === "" && field.value !== "" ? [] : terms.filter(({ begins }) => begins.startsWith(text.toLowerCase()) && begins !== text).map(({ begins, meaning }) => ({ text: begins, meaning, isWhole: false }));
  }

  function offer() {
    options = find().slice(0, most);
    active = -1;
    box.replaceChildren(...options.map((option, index) => {
      const item = document.createElement("li");
      item.id = `q-option-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const code = document.createElement("code");
      code.textContent = option.text;
      const meaning = document.createElement("span");
      meaning.textContent = option.meaning;
      item.append(code, " ", meaning);
      item.addEventListener("pointerdown", event => {
        event.preventDefault();
        take(option);
      });
      return item;
    }));
    box.hidden = options.length === 0;
    field.setAttribute("aria-expanded", String(!box.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  function hide() {
    box.hidden = true;
    options = [];
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function take(option) {
    const start = field.selectionStart - typed().length;
    const rest = /^[^\s()"`]*/.exec(field.value.slice(field.selectionStart))[0].length;
    field.setRangeText(option.text + (option.isWhole ? " " : ""), start, field.selectionStart + rest, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function choose(index) {
    box.children[active]?.setAttribute("aria-selected", "false");
    active = (index + options.length) % options.length;
    const item = box.children[active];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", item.id);
  }

  field.addEventListener("input", offer);
  field.addEventListener("focus", offer);
  field.addEventListener("click", offer);
  field.addEventListener("keyup", event => ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key) && offer());
  field.addEventListener("blur", hide);
  field.addEventListener("keydown", event => {
    if (box.hidden) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      choose(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) {
      take(options[active]);
    } else if (event.key === "Escape") {
      hide();
    } else {
      return;
    }
    event.preventDefault();
  });
}
