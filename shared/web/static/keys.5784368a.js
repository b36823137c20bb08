// Keys, and a bar for lost words
const on = addEventListener;
const find = part => document.querySelector(part);
let shown, left, timer, isGone;

const ways = {
  "Ctrl+K"() {
    const list = find("#command");
    left = document.activeElement;
    shown = document.querySelectorAll("main :is(a[data-key], [type=submit])");
    list.replaceChildren(...Array.from(shown, part => new Option(part.innerText)));
    list.selectedIndex = find("#commands").hidden = 0;
    list.focus();
  },
  Enter() {
    ways.Escape();
    shown[find("#command").selectedIndex].click();
  },
  Escape() {
    const list = find("#commands"), fold = document.activeElement.closest("[open]");
    if (!list.hidden) left.focus();
    else if (fold) {
      fold.firstElementChild.focus();
      fold.open = 0;
    }
    list.hidden = 1;
  },
};

on("click", event => {
  const { key, to } = event.target.closest("[data-key]")?.dataset ?? {}, field = to && find(to);
  ways[key]?.();
  if (!field) return;
  event.preventDefault();
  (field.closest("details") ?? field).open = 1;
  field.focus();
});

on("keydown", event => {
  if (event.altKey || event.shiftKey) return;
  const key = (event.ctrlKey ? "Ctrl+" : "") + event.key;
  const name = `[data-key="${CSS.escape(key)}" i]`;
  const part = find("#end:focus-within " + name) ?? find(name);
  if (!part || (key == "Enter" && part != event.target)) return;
  event.preventDefault();
  part.click();
});

const lose = event => {
  event.preventDefault();
  find("#lost").hidden = 0;
  clearTimeout(timer);
  timer = setTimeout(() => htmx.trigger("#kept", "again"), 3000);
};

on("htmx:error", lose);
on("htmx:before:request", event => {
  if (isGone) event.preventDefault();
  event.detail.ctx.request.body.set("version", find("[name=version]").value);
});
on("htmx:after:request", event => {
  const { raw, status } = event.detail.ctx.response;
  isGone = status == 204;
  if (raw.redirected || status == 403 || status > 499) lose(event);
  else if (event.target.id == "kept") find("#lost").hidden = 1;
});
