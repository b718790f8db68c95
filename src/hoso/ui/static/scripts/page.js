// The page view: pictures that are likely to be wanted next are fetched ahead, small pictures are one stop of the Tab
// key, and turning back by keys shows the end of the page before.
"use strict";

{
  const ARRIVE = "hoso.arrive-at-end";
  const stage = document.querySelector(".stage");
  const picture = stage?.querySelector("img");

  function fetchAhead() {
    if (navigator.connection?.saveData) return;
    for (const number of stage.dataset.soon.split(" ").filter(Boolean)) {
      new Image().src = picture.currentSrc.replace(/page-picture\/\d+/, `page-picture/${number}`);
    }
  }

  // The page at hand comes first.
  if (picture) {
    if (document.readyState === "complete") fetchAhead();
    else addEventListener("load", fetchAhead);
  }

  document.addEventListener("hoso:key", (event) => {
    if (event.detail === "PageUp") sessionStorage.setItem(ARRIVE, "1");
  });
  if (sessionStorage.getItem(ARRIVE)) {
    sessionStorage.removeItem(ARRIVE);
    if (!location.hash) stage?.scrollIntoView({ block: "end", behavior: "instant" });
  }

  for (const list of document.querySelectorAll("[data-roving]")) {
    const links = [...list.querySelectorAll("a")];
    const current = links.find((link) => link.ariaCurrent) ?? links[0];
    const only = (chosen) => links.forEach((link) => (link.tabIndex = link === chosen ? 0 : -1));
    only(current);
    const moves = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
    list.addEventListener("keydown", (event) => {
      const here = links.indexOf(document.activeElement);
      const next = event.key === "Home" ? 0 : event.key === "End" ? links.length - 1 : here + (moves[event.key] ?? 0);
      if (here < 0 || next === here || !links[next] || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      only(links[next]);
      links[next].focus();
    });
    // Only the column moves, not the page.
    const column = list.parentElement;
    column.scrollTop = current.offsetTop - column.clientHeight / 2;
    list.scrollLeft = current.offsetLeft - list.clientWidth / 2;
  }
}
