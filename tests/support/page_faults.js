// What keeps somebody out of a page, named. Runs in a frame of its own, beside axe (mirror.py).

// what is heard of an error: "Virhe: ", then what is wrong, from a field that names it
const readWrongly = () => [
  ...[...document.querySelectorAll(".govuk-error-message")]
    .filter(part => !/^\s*(Virhe|Fel|Error|خطأ):\s+[^\s:]/.test(part.textContent)
      || !document.querySelector(`[aria-describedby~="${part.id}"]`))
    .map(part => "error not heard: " + part.outerHTML.slice(0, 200)),
  ...(document.documentElement.lang !== "en" && document.body.innerHTML.includes("Error:")
    ? ["an error in English"] : []),
  ...(document.querySelectorAll("h1").length === 1 ? [] : ["not one h1"]),
];

const isTooWide = () =>
  document.documentElement.scrollWidth > document.documentElement.clientWidth;

const isTooWideWithLargeLetters = () => {
  document.documentElement.style.fontSize = "200%";
  const found = isTooWide();
  document.documentElement.style.fontSize = "";
  return found;
};

// a word that says itself where it may be broken is none
const words = ({data}) => [...(data ?? "").matchAll(/[^\s\-–]+/g)]
  .filter(([word]) => !word.includes("\u00ad"));

const isBroken = text => words(text).some(word => {
  const range = document.createRange();
  range.setStart(text, word.index);
  range.setEnd(text, word.index + word[0].length);
  return new Set([...range.getClientRects()].map(({top}) => top)).size > 1;
});

// what a thumb could miss, a number or a large word broken over two lines, and what stands beside
// the button to leave
const cramped = () => [
  ...[...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter(part => part.getClientRects().length && part.tabIndex >= 0)
    .filter(part => !part.matches(".govuk-skip-link, [type=radio], [type=checkbox]"))
    .filter(part => !(part.tagName === "A" && getComputedStyle(part).display === "inline"))
    .filter(part => part.getBoundingClientRect().height < 43.5),
  ...[...document.querySelectorAll("a[href^='tel:']")]
    .filter(({innerText}) => /^[+\d\s]+$/.test(innerText))
    .filter(number => new Set([...number.getClientRects()].map(({top}) => top)).size > 1),
  ...[...document.querySelectorAll(".pk-leave")]
    .filter(({offsetTop, offsetHeight}) =>
      offsetTop + offsetHeight > document.querySelector("main").offsetTop),
  ...[...document.querySelectorAll("h1, h2, h3, button, .govuk-button")].filter(part =>
    [...part.childNodes].some(isBroken)),
].map(part => "cramped: " + part.outerHTML.slice(0, 160));

const isOff = (one, other) => Math.abs(one - other) > 1;

// every title is as large as the others, and what is read first stands as far below the header;
// ways that are worth the same are as large as each other
const outOfRhythm = width => {
  const title = parseFloat(getComputedStyle(document.querySelector("h1")).fontSize);
  const ends = [...document.querySelectorAll(".pk-header, .pk-scene")]
    .map(part => part.getBoundingClientRect().bottom);
  const main = document.querySelector("main");
  const start = main.getBoundingClientRect().top + parseFloat(getComputedStyle(main).paddingTop);
  // where it is too narrow, the button to leave stands below the way back
  const [leave, back] = [".pk-leave", ".pk-back"].map(each => document.querySelector(each));
  const isBelow = leave && back && isOff(
    leave.getBoundingClientRect().top, back.getBoundingClientRect().top);
  const doors = [...document.querySelectorAll(".pk-doors > *")]
    .map(part => part.getBoundingClientRect());
  return [
    ...(isOff(title, width > 640 ? 36 : 27) ? [`a title of ${title} px`] : []),
    ...(isOff(start - Math.max(...ends), 64) && !isBelow
      ? [`${start - Math.max(...ends)} px below the header`] : []),
    ...doors.filter(({width: wide, height}) =>
      isOff(wide, doors[0].width) || isOff(height, doors[0].height))
      .map(({width: wide, height}) => `a door of ${wide} × ${height}`),
  ];
};

const misfits = (width, {isPublic, widths}) => {
  frameElement.style.width = `${width}px`;
  return [
    ...(isTooWide() ? ["too wide"] : []),
    ...(isPublic && width === Math.min(...widths) && isTooWideWithLargeLetters()
      ? ["too wide with large letters"] : []),
    ...(isPublic ? cramped() : []),
    ...(isPublic && document.querySelector("body:not(.pk-staff-page) .pk-header")
      ? outOfRhythm(width) : []),
  ].map(misfit => `at ${width} px: ${misfit}`);
};

const violations = async tags => {
  const found = await axe.run({
    runOnly: {type: "tag", values: tags},
    resultTypes: ["violations"],
    iframes: false,
    preload: false,
  });
  return found.violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)}`);
};

const keptSheets = {};

window.keepSheet = ([name, text]) => {
  keptSheets[name] = new CSSStyleSheet();
  keptSheets[name].replaceSync(text);
};

// the last of the widths is that of who looks
window.faultsOf = async ({page, sheets, tags, ...look}) => {
  document.open();
  document.write("<!doctype html>" + page);
  document.close();
  document.adoptedStyleSheets = sheets.map(name => keptSheets[name]);
  return [
    ...look.widths.flatMap(width => misfits(width, look)),
    ...readWrongly(),
    ...await violations(tags),
  ];
};
