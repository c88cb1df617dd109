/** The version of the package: the bundler writes it here. What runs unbundled is of none. */
export const version = process.env.CLOUDHSM_LOGS_VERSION ?? '0.0.0';
