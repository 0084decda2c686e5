/**
 * `npm run pictures`: makes the README's pictures from a running demo server that was just started with fresh data (needs
 * Chromium): the playground, and the real rooms in the middle of a vote, in English and in Arabic.
 */
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const url = process.env.ROTUNDA_URL ?? "http://127.0.0.1:4000/graphql";
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}#role=facilitator`);
  await page.getByText(/tabs are ready/).waitFor();
  for (const tab of ["Me", "Room"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.waitForTimeout(500); // GraphiQL reads the operation of a tab a moment after it is shown
    await page.getByRole("button", { name: /^Execute query/ }).click();
    await page
      .getByText(tab === "Me" ? '"facilitates"' : '"liveCursor"')
      .first()
      .waitFor();
  }
  await page.mouse.move(640, 799);
  await page.waitForTimeout(500);
  mkdirSync("docs/pictures", { recursive: true });
  await page.screenshot({ path: "docs/pictures/playground.png" });
  console.log("docs/pictures/playground.png");
  await rooms();
} finally {
  await browser.close();
}

/** Sends a document as the person with this access code. */
async function as(code) {
  const send = async (token, query, variables) => {
    const headers = { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInSuccess { accessToken } } }`;
  const { accessToken } = (await send(null, signIn, { input: { accessCode: code } })).signIn;
  return (query, variables) => send(accessToken, query, variables);
}

/** A mutation with one input, and what is wanted of its success. */
function deed(name, input, fields = "__typename") {
  const type = name[0].toUpperCase() + name.slice(1);
  const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Success { ${fields} } ... on DomainError { code message } } }`;
  return [query, { input }];
}

/** Brings the African table into a vote of which two thirds are in, and photographs three of its screens. */
async function rooms() {
  const origin = new URL(url).origin;
  const chair = await as("demo-facilitator-africa");
  const { viewer } = await chair(
    "{ viewer { facilitates { id seats { delegation { id country { code } } } agendaItems { id recommendations { id } } } } }",
  );
  const [table] = viewer.facilitates;
  const item = table.agendaItems.find(({ recommendations }) => recommendations.length > 0);
  const countries = table.seats.map(({ delegation }) => delegation.country.code.toLowerCase());
  const people = countries.slice(0, 41).concat("zm");
  for (const country of people)
    await (
      await as(`demo-delegate-${country}`)
    )(...deed("checkIn", { roundTableId: table.id }));
  await chair(...deed("openRoundTable", { roundTableId: table.id }));
  await chair(...deed("takeUpAgendaItem", { agendaItemId: item.id }));
  const asked = { recommendationId: item.recommendations[0].id, tallyVisibility: "LIVE" };
  const { openBallot } = await chair(...deed("openBallot", asked, "ballot { id }"));
  const choiceOf = (place) => (place % 9 === 4 ? "AGAINST" : place % 11 === 7 ? "ABSTAIN" : "FOR");
  for (const [place, country] of people.slice(0, 29).entries())
    await (
      await as(`demo-delegate-${country}`)
    )(...deed("castVote", { ballotId: openBallot.ballot.id, choice: choiceOf(place) }));
  const { openHallScreen } = await chair(...deed("openHallScreen", { roundTableId: table.id }, "accessCode"));
  const shots = [
    ["facilitator", "en", `/table/${table.id}`, "demo-facilitator-africa", 1440, 900],
    ["facilitator-ar", "ar", `/table/${table.id}`, "demo-facilitator-africa", 1440, 900],
    ["delegate-ar", "ar", `/table/${table.id}`, "demo-delegate-zm", 390, 780],
    ["delegate", "en", `/table/${table.id}`, "demo-delegate-zm", 390, 780],
    ["hall", "en", `/hall/${table.id}`, openHallScreen.accessCode, 1600, 900],
  ];
  for (const [name, language, path, code, width, height] of shots) {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    await page.goto(`${origin}/${language}${path}#code=${encodeURIComponent(code)}`);
    await page.waitForTimeout(4_000); // fonts, the room, its events
    await page.screenshot({ path: `docs/pictures/${name}.png` });
    console.log(`docs/pictures/${name}.png`);
    await context.close();
  }
}
