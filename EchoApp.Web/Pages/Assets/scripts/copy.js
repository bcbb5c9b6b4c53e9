// A button behind every command, which copies it without its prompt. Without this script there is none.
const said = 2000;

const status = document.createElement("p");
status.className = "status";
status.setAttribute("role", "status");
document.body.append(status);

async function copy(text, node) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers have a clipboard for https and localhost alone; elsewhere the command is selected, and copied as if by hand.
    getSelection().setBaseAndExtent(node, 0, node, text.length);
    return document.execCommand("copy");
  }
}

for (const command of document.querySelectorAll(".cmd")) {
  const node = command.firstChild;
  const text = node.data.trimEnd();
  const button = document.createElement("button");
  let timer;
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${text}`);
  button.addEventListener("click", async () => {
    const copied = await copy(text, node);
    button.textContent = copied ? "Copied" : "Selected";
    status.textContent = copied ? "Copied" : "Selected, to be copied with the keyboard";
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = "Copy";
      status.textContent = "";
    }, said);
  });
  command.append(button);
}
