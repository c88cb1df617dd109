/** Reads and indexes the file named on the command line, and prints how many events are in it. */
import { readFileSync } from 'node:fs';
import { AuditLog } from '../../src/audit/table/auditLog';

console.log(AuditLog.of(readFileSync(process.argv[2]!, 'utf8')).length);
