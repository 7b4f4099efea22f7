// Runs in a process of its own, with the Node of n8n's server: what does it take to load a node?
const { createRequire } = require('node:module');
const [modules, file, className] = process.argv.slice(2);

// What the server has loaded anyway when it comes to the nodes. From where this file is, node would
// find those of this project instead.
const requireFromServer = createRequire(`${modules}/`);
for (const name of ['reflect-metadata', 'n8n-core', 'n8n-workflow']) requireFromServer(name);

const begin = process.cpuUsage();
const { [className]: NodeClass } = require(file);
new NodeClass();
const { user, system } = process.cpuUsage(begin);
process.stdout.write(String((user + system) / 1000));
// Something of the engine may want to go on.
process.exit();
