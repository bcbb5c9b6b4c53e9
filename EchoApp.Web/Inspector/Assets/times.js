// Times as people read them: how long ago, and on hover when, by the reader's clock and in UTC. Without this script they are in UTC.
const ages = [
  [60, "second", 1],
  [3600, "minute", 60],
  [86400, "hour", 3600],
  [604800, "day", 86400],
];
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "narrow" });
const sameYear = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
const otherYear = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const refresh = 1000;

export function ageText(date, now = new Date()) {
  const seconds = Math.max(0, Math.floor((now - date) / 1000));
  const age = ages.find(([limit]) => seconds < limit);
  if (age) {
    return relative.format(-Math.floor(seconds / age[2]), age[1]);
  }

  return (date.getFullYear() === now.getFullYear() ? sameYear : otherYear).format(date);
}

export function showTime(element, now) {
  const date = new Date(element.dateTime);
  const text = ageText(date, now);
  if (element.textContent !== text) {
    element.textContent = text;
  }

  if (!element.dataset.utc) {
    element.dataset.utc = element.title;
    element.title = `${whole.format(date)}\n${element.title}`;
  }
}

function showAll() {
  const now = new Date();
  for (const element of document.querySelectorAll("time[datetime]")) {
    showTime(element, now);
  }
}

showAll();
setInterval(() => document.hidden || showAll(), refresh);
document.addEventListener("visibilitychange", showAll);
for (const event of ["htmx:after:swap", "inspect:rows", "inspect:shown"]) {
  document.addEventListener(event, showAll);
}
