import "./action/rolldown-runtime.js";
import { Ar as readEvent, jr as createClient, qn as runAction, t as Judge } from "./action/action.js";
// src/action.ts
await runAction({
	event: readEvent(process.env),
	connect: createClient,
	judge: new Judge()
});
export {};
