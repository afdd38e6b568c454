"use strict";
(() => {
  const source = document.getElementById("data");
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const NS = "http://www.w3.org/2000/svg";
  const element = (name, attributes, text) => {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const fill = (select, values) => values.forEach((value, index) => {
    const option = document.createElement("option");
    option.value = String(index);
    option.textContent = value;
    select.append(option);
  });

  // People: counts by person, publisher, month and act, added up for what is chosen.
  const peopleForm = document.getElementById("people-filters");
  const figure = document.getElementById("people-figure");
  const drawPeople = () => {
    const value = (name) => peopleForm.elements[name].value;
    const number = (name) => (value(name) === "" ? null : Number(value(name)));
    const publisher = number("publisher"), from = number("from"), to = number("to"), act = number("act"), gender = value("gender");
    const sums = new Map();
    let all = 0;
    for (const [person, at, month, how, count] of data.cube) {
      if (publisher !== null && at !== publisher) continue;
      if (from !== null && month < from) continue;
      if (to !== null && (month < 0 || month > to)) continue;
      if (act !== null && how !== act) continue;
      if (gender && (data.people[person][1] || "unknown") !== gender) continue;
      sums.set(person, (sums.get(person) || 0) + count);
      all += count;
    }
    const rows = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 20);
    const most = rows.length ? rows[0][1] : 1;
    const svg = element("svg", { class: "chart", viewBox: `0 0 860 ${24 * rows.length + 8}`, role: "group", "aria-label": "People quoted, for the choice above" });
    rows.forEach(([person, count], index) => {
      const [name, , href] = data.people[person];
      const y = 24 * index + 4, width = (860 - 230 - 70) * count / most;
      const label = element("text", { class: "label", x: 222, y: y + 15 }, name.length > 32 ? name.slice(0, 31) + "…" : name);
      if (href) {
        const link = element("a", { href });
        link.append(label);
        svg.append(link);
      } else svg.append(label);
      svg.append(element("rect", { class: "part0", x: 230, y, width: width.toFixed(1), height: 17 }));
      svg.append(element("text", { class: "value", x: (236 + width).toFixed(1), y: y + 14 }, count.toLocaleString("en")));
    });
    figure.replaceChildren(svg);
    document.getElementById("people-status").textContent = `${all.toLocaleString("en")} quotations of ${sums.size.toLocaleString("en")} people; the first ${rows.length} are drawn.`;
  };
  if (peopleForm && data.cube.length) {
    fill(peopleForm.elements.publisher, data.publishers);
    fill(peopleForm.elements.from, data.months);
    fill(peopleForm.elements.to, data.months);
    fill(peopleForm.elements.act, data.acts);
    peopleForm.hidden = false;
    peopleForm.addEventListener("change", drawPeople);
    peopleForm.addEventListener("submit", (event) => event.preventDefault());
  }

  // Quotations: search, filter, sort, and pages of fifty.
  const PAGE = 50;
  const form = document.getElementById("quote-filters");
  const table = document.getElementById("quote-table");
  const pager = document.getElementById("quote-pager");
  let sorted = { column: 0, down: false }, page = 0;
  const cells = (row) => [row[0], row[1] < 0 ? "" : data.publishers[row[1]], row[2], row[3], data.acts[row[4]] || "", row[6]];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const chosen = () => {
    const value = (name) => form.elements[name].value;
    const search = fold(value("search")), speaker = fold(value("speaker")), kind = value("kind");
    const rows = data.quotes.filter((row) =>
      (!search || fold(row[6]).includes(search)) &&
      (!speaker || fold(row[2]).includes(speaker)) &&
      (value("publisher") === "" || row[1] === Number(value("publisher"))) &&
      (value("act") === "" || row[4] === Number(value("act"))) &&
      (!kind || row[5] === kind));
    const sign = sorted.down ? -1 : 1;
    return rows.map((row, index) => [row, index]).sort((a, b) => {
      const x = cells(a[0])[sorted.column], y = cells(b[0])[sorted.column];
      // What is not known stands last, whichever way around.
      if (!x !== !y) return x ? -1 : 1;
      return x < y ? -sign : x > y ? sign : a[1] - b[1];
    }).map(([row]) => row);
  };
  const drawQuotes = () => {
    const rows = chosen();
    const pages = Math.max(1, Math.ceil(rows.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const body = document.createElement("tbody");
    for (const row of rows.slice(page * PAGE, (page + 1) * PAGE)) {
      const line = document.createElement("tr");
      cells(row).forEach((text, index, all) => {
        const cell = document.createElement("td");
        if (index === all.length - 1) {
          cell.className = "content";
          if (row[7]) {
            const link = document.createElement("a");
            link.href = row[7];
            link.textContent = text;
            cell.append(link);
          } else cell.textContent = text;
        } else cell.textContent = text;
        line.append(cell);
      });
      body.append(line);
    }
    table.tBodies[0].replaceWith(body);
    document.getElementById("quote-status").textContent = `${rows.length.toLocaleString("en")} quotations; page ${page + 1} of ${pages}.`;
    const [back, on] = pager.querySelectorAll("button");
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
    table.querySelectorAll("th").forEach((head, index) => {
      head.setAttribute("aria-sort", index !== sorted.column ? "none" : sorted.down ? "descending" : "ascending");
    });
  };
  if (form && data.quotes.length) {
    fill(form.elements.publisher, data.publishers);
    fill(form.elements.act, data.acts);
    table.querySelectorAll("th").forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => {
        sorted = { column: index, down: sorted.column === index && !sorted.down };
        page = 0;
        drawQuotes();
      });
      head.replaceChildren(button);
    });
    form.hidden = pager.hidden = false;
    form.addEventListener("input", () => { page = 0; drawQuotes(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    pager.addEventListener("click", (event) => {
      const step = event.target.dataset && event.target.dataset.step;
      if (step) { page += Number(step); drawQuotes(); }
    });
    drawQuotes();
  }
})();
