import { textContainer } from './textContainer';

const certificate =
  /^[\s[,]*\{(?:\s*"(?:response|attributes|timestamp)"\s*:\s*(?:"[^"]{0,64}"|\d{1,20}|null|\[[^\]]{0,2048}\])\s*,){0,3}\s*"(?:object_handle|op_code)"\s*:/;

/**
 * Certificate-storage events as they are: JSON objects back to back, on one line or indented, perhaps in
 * a list. They are read in place.
 *
 * Source: AWS CloudHSM user guide, "Audit logs for certificate storage".
 */
export const certificateText = textContainer('certificates', ({ text }) => certificate.test(text));
