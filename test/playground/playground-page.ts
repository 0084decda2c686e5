import type { Locator, Page } from "playwright-core";

/** Playwright's own waitForFunction evaluates inside the page, which the page's Content-Security-Policy forbids. */
export async function eventually(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 8_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 40)))
    if (await condition()) return;
  throw new Error(`This did not become true: ${String(condition)}`);
}

const modelOf = (name: string): string => `monaco.editor.getModels().find((m) => m.uri.path.endsWith("${name}"))`;

/** What a person does in the playground. Text goes through Monaco's models: its editors draw only the lines in view. */
export class PlaygroundPage {
  constructor(
    private readonly page: Page,
    private readonly origin: string,
  ) {}

  /** A first visit: nothing stored, the address as a person pastes it. */
  async visit(fragment = ""): Promise<void> {
    await this.page.goto(`${this.origin}/empty`);
    await this.page.evaluate("localStorage.clear(), sessionStorage.clear()");
    await this.page.goto(`${this.origin}/graphql${fragment}`);
    await this.page.locator(".graphiql-query-editor .view-line").first().waitFor();
  }

  /** The page where the previous test left it; to load 5 MB of editor takes seconds on a busy machine. */
  async stay(token?: string): Promise<void> {
    if (!this.page.url().startsWith(`${this.origin}/graphql`)) await this.visit();
    if (token) await this.token().fill(token);
    else await this.page.getByRole("button", { name: "Sign out" }).click();
  }

  token(): Locator {
    return this.page.getByLabel("Token", { exact: true });
  }

  /** Opens a new tab for the operation. */
  async write(query: string, variables = ""): Promise<void> {
    await this.page.getByRole("button", { name: "New tab" }).click();
    await this.setText("operation.graphql", query);
    await this.setText("variables.json", variables);
    // GraphiQL reads the operations of a tab a moment after typing
    await this.page.waitForTimeout(400);
  }

  async setText(model: string, text: string): Promise<void> {
    await this.page.evaluate(`${modelOf(model)}.setValue(${JSON.stringify(text)})`);
  }

  textOf(model: string): Promise<string> {
    return this.page.evaluate(`${modelOf(model)}.getValue()`);
  }

  answer(): Promise<string> {
    return this.textOf("response.json");
  }

  answered(part: string): Promise<void> {
    return eventually(async () => (await this.answer()).includes(part));
  }

  run(): Promise<void> {
    return this.page.getByRole("button", { name: /^Execute query/ }).click();
  }

  stop(): Promise<void> {
    return this.page.getByRole("button", { name: /^Stop query/ }).click();
  }

  tabs(): Promise<string[]> {
    return this.page.getByRole("tab").allInnerTexts();
  }

  clipboard(): Promise<string> {
    return this.page.evaluate("navigator.clipboard.readText()");
  }
}
