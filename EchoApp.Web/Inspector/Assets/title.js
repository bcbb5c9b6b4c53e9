// What the tab of the browser says: how many requests are new, and what the page is of.
let text = document.title;
let news = "";

const show = () => document.title = news + text;

export function setTitle(of) {
  text = of;
  show();
}

export function setNews(count) {
  news = count ? `(${count.toLocaleString()}) ` : "";
  show();
}
