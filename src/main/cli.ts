import { processIo } from './cli/process-io.ts';
import { runCli } from './cli/run-cli.ts';

/** The command line's entry: the same core as the window's, for scripts and checks. */
process.exitCode = await runCli(process.argv.slice(2), processIo());
