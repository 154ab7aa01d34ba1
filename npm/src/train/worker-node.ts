// The same worker in Node, once the names that it speaks by are there.
import "./node-scope";

await import("./worker.js");
