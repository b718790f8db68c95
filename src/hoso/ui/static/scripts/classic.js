// On Plone's frame: the landmark for the page's main part, which its template has no element for.
"use strict";

if (!document.querySelector("main, [role=main]")) {
  document.getElementById("portal-column-content")?.setAttribute("role", "main");
}
