// Nothing jumps: a line changes in its place unless somebody is in it; new ones wait for a press.
const page = document, live = page.querySelector("[data-live]"), { path, news, gone } = live.dataset;
const [said, , lost, much] = live.children, show = live.querySelector("button");
const table = page.querySelector("tbody"), fresh = new Map(), later = new Map();
const row = id => page.getElementById("request-" + id);
let { since } = live.dataset, source, once, leave, again;
const put = (html, id) => {
  const old = row(id);
  later.delete(id);
  if (old.contains(page.activeElement) || old.querySelector("[open]")) later.set(id, html);
  else if (html) old.outerHTML = html;
  else old.cells[1].textContent = gone;
};
const tell = () => {
  show.textContent = news.replace("#", fresh.size);
  show.hidden = !fresh.size;
  said.textContent = fresh.size ? said.textContent || show.textContent : "";
};
show.onclick = () => {
  if (!table) return location.reload();
  fresh.forEach(html => table.insertAdjacentHTML("afterbegin", html));
  fresh.clear();
  table.querySelector("a").focus();
  tell();
};
const hear = {
  rows(event) {
    for (const { id, html, isNew } of JSON.parse(event.data))
      if (row(id)) put(html, id);
      else if (!html) fresh.delete(id);
      else if (isNew || fresh.has(id)) fresh.set(id, html);
    tell();
  },
  much() { much.hidden = false; },
  seen(event) {
    since = event.lastEventId;
    lost.hidden = true;
    if (once) source.close();
  },
  error() {
    lost.hidden = source.readyState < 2;
    if (!lost.hidden) turn(15e3);
  }
};
// HTTP/1.1 has room for six answers: three pages listen, others ask now and then
const place = n => new Promise(got => navigator.locks?.request("board" + n, { ifAvailable: true },
  lock => (got(lock), lock && new Promise(done => leave = done))) ?? got());
const begin = async () => {
  once = !(await place(1) || await place(2) || await place(3));
  source = new EventSource(path + since);
  for (const name in hear) source.addEventListener(name, hear[name]);
  if (once) again = setTimeout(begin, 15e3);
};
const turn = wait => {
  source?.close();
  leave?.();
  clearTimeout(again);
  if (!page.hidden) again = setTimeout(begin, wait);
};
const flush = () => setTimeout(() => new Map(later).forEach(put));
page.addEventListener("visibilitychange", () => turn(0));
page.addEventListener("focusout", flush);
page.addEventListener("toggle", flush, true);
begin();
