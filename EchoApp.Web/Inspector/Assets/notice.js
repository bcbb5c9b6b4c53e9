// What has failed behind the reader's back.
const notice = document.createElement("p");
notice.className = "notice";
notice.setAttribute("role", "status");
document.body.append(notice);
const shown = 6000;
let timer;

export function notify(text) {
  notice.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => notice.textContent = "", shown);
}
