/** A call whose syntax is right, in either dialect; who sent it is not yet proven. */
export type Call = {
  action: string;
  version: string;
  accessKeyId: string;
  /** Text of the time at which the client signed. */
  timestamp: string;
  /** What must not come twice: the client's nonce, or the signature where the dialect lets the nonce out. */
  nonce: string;
  /** Token of a temporary key, empty without one. */
  securityToken: string;
  /** By name, with flattened ones nested; only what the signature covers. */
  parameters: Record<string, unknown>;
  /**
   * @throws ApiError `SignatureDoesNotMatch` unless the call was signed with this secret
   */
  checkSignature(secret: string): void;
};
