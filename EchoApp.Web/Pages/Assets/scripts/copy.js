// A button behind every command, which copies it without its prompt, and behind everything else that people copy. Without this script there is none.
const said = 2000;

const status = document.createElement("p");
status.className = "status";
status.setAttribute("role", "status");
document.body.append(status);

async function copy(text, select) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers have a clipboard for https and localhost alone; elsewhere the text is selected, and copied as if by hand.
    select(getSelection());
    return document.execCommand("copy");
  }
}

// What stands there, and where pictures stand for characters, those.
function textOf(copied) {
  for (const picture of copied.querySelectorAll("[data-of]")) {
    picture.replaceWith(String.fromCharCode(...picture.dataset.of.split(" ").map(unit => parseInt(unit, 16))));
  }
  return copied.textContent;
}

// By hand too, where all of it is in one text.
document.addEventListener("copy", event => {
  const selection = getSelection();
  const range = selection.rangeCount && selection.getRangeAt(0);
  const container = range && range.commonAncestorContainer;
  const element = container && (container.nodeType === Node.TEXT_NODE ? container.parentElement : container);
  const copied = element?.closest("[data-copies], .sent") && range.cloneContents();
  if (copied?.querySelector("[data-of]")) {
    copied.querySelector(".copy")?.remove();
    event.clipboardData.setData("text/plain", textOf(copied));
    event.preventDefault();
  }
});

function add(element, text, select) {
  const button = document.createElement("button");
  const shown = element.textContent.trim();
  let timer;
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}`);
  button.addEventListener("click", async () => {
    const copied = await copy(text, select);
    button.textContent = copied ? "Copied" : "Selected";
    status.textContent = copied ? "Copied" : "Selected, to be copied with the keyboard";
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = "Copy";
      status.textContent = "";
    }, said);
  });
  element.append(button);
}

function addAll() {
  for (const command of document.querySelectorAll(".cmd:not(:has(.copy))")) {
    const node = command.firstChild;
    const text = node.data.trimEnd();
    add(command, text, selection => selection.setBaseAndExtent(node, 0, node, text.length));
  }
  for (const element of document.querySelectorAll("[data-copies]:not(:has(> .copy))")) {
    const end = element.childNodes.length;
    element.textContent && add(element, textOf(element.cloneNode(true)), selection => selection.setBaseAndExtent(element, 0, element, end));
  }
}

addAll();
for (const event of ["htmx:after:swap", "inspect:shown"]) {
  document.addEventListener(event, addAll);
}
