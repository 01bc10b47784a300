import "./action/rolldown-runtime.js";
import { Ar as createClient, Kn as runAction, kr as readEvent, t as Judge } from "./action/action.js";
// src/action.ts
await runAction({
	event: readEvent(process.env),
	connect: createClient,
	judge: new Judge()
});
export {};
