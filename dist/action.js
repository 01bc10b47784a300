import { n as sendEarly, t as readEvent } from "./action/action.js";
// src/action.ts
const event = readEvent(process.env);
const early = await sendEarly(event, process.env);
const { runAction } = await import("./action/run-action.js");
const { createClient } = await import("./action/client.js");
const { Judge } = await import("./action/judge-apart.js");
try {
	const connect = async (token) => createClient(token, early?.fetch);
	await runAction({
		event,
		connect,
		judge: new Judge()
	});
} finally {
	early?.end();
}
export {};
