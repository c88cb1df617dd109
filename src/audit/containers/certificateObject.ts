import type { JsonForm } from './jsonForm';

/** A certificate-storage event among other JSON. A file of nothing else is read in place. */
export const certificateObject: JsonForm = {
  name: 'certificates',
  accepts: (_, members) => members.has('op_code') && members.has('object_handle'),
  unwrap: (value, _, output) => output.written(value.printed, value, {}),
};
