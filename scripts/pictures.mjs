/** `npm run pictures`: makes the README's picture from the playground of a running demo server (needs Chromium). */
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
} finally {
  await browser.close();
}
