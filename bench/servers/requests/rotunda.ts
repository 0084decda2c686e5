/** The product: its own door over Apollo, with its limits, its mask and its background work. */
import "reflect-metadata";
import type { AddressInfo } from "node:net";
import { openApp, type Place } from "../../product.js";
import { serve } from "../../serving.js";

serve(async (place: Place) => {
  const { server } = await openApp(place);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port };
});
