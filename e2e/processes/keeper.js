// Runs one command and ends it, with everything that it started, as soon as our standard input
// closes. That happens also when the process that started us is killed and cannot clean up.
const { spawn } = require('node:child_process');

/** How long a command may take to end by itself, in milliseconds. */
const GRACE = Number(process.env.KEEPER_GRACE);

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
let isStopping = false;

// We lead the process group, and what we send to the group reaches us as well.
const killGroup = (signal) => process.kill(-process.pid, signal);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('SIGHUP', stop);

function stop() {
	if (isStopping) return;
	isStopping = true;
	child.kill('SIGTERM');
	setTimeout(() => killGroup('SIGKILL'), GRACE).unref();
}

process.stdin.on('error', stop).on('close', stop).resume();
process.stdout.on('error', stop);

child.on('error', (error) => {
	process.stderr.write(`${command}: ${error.message}\n`);
	process.exit(127);
});
child.on('exit', (code, signal) => {
	isStopping = true;
	process.exitCode = code ?? (signal ? 128 : 1);
	// What the command leaves behind goes too.
	killGroup('SIGTERM');
	setTimeout(() => process.exit(), 100);
});
