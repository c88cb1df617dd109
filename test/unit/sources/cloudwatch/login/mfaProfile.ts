/** The MFA device of `mfaProfile`. */
export const mfaDevice = 'arn:aws:iam::111122223333:mfa/person';

/** A credentials file whose profile `auditor` assumes a role with MFA. */
export const mfaProfile = `
[default]
aws_access_key_id = AKIAEXAMPLE
aws_secret_access_key = not-shown

[auditor]
role_arn = arn:aws:iam::111122223333:role/Auditor
mfa_serial = ${mfaDevice}
source_profile = default
`;
