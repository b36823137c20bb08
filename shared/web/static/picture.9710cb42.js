// What is live is put in anew where nobody is in it; the rest of the page stays as it was opened.
const page = document, live = page.querySelector("[data-live]"), lost = page.querySelector("[data-lost]");
let source, once, leave, again, later;
const put = () => {
  if (later === undefined || live.contains(page.activeElement)) return;
  const open = [...live.querySelectorAll("details[open]")].map(each => each.id);
  live.replaceChildren();
  live.insertAdjacentHTML("beforeend", later);
  later = undefined;
  for (const id of open) page.getElementById(id)?.setAttribute("open", "");
};
const hear = {
  live(event) {
    later = event.data;
    put();
    hear.seen();
  },
  seen() {
    lost.hidden = true;
    if (once) source.close();
  },
  error() {
    lost.hidden = source.readyState < 2;
    if (!lost.hidden) turn(15e3);
  }
};
// as the board does, and among its places: three pages of a browser listen, others ask now and then
const place = n => new Promise(got => navigator.locks?.request("board" + n, { ifAvailable: true },
  lock => (got(lock), lock && new Promise(done => leave = done))) ?? got());
const begin = async () => {
  once = !(await place(1) || await place(2) || await place(3));
  source = new EventSource(live.dataset.live);
  for (const name in hear) source.addEventListener(name, hear[name]);
  if (once) again = setTimeout(begin, 15e3);
};
const turn = wait => {
  source?.close();
  leave?.();
  clearTimeout(again);
  if (!page.hidden) again = setTimeout(begin, wait);
};
page.addEventListener("visibilitychange", () => turn(0));
page.addEventListener("focusout", () => setTimeout(put));
begin();
