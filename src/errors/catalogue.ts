import { accessCatalogue } from './access-catalogue.ts';
import { type CatalogueEntry, entry } from './entry.ts';

export type { CatalogueEntry } from './entry.ts';

/**
 * Every error code that Reelmill answers or writes into a job (gateway.md 1.7, batch.md 7.6). `docs/api.md` is
 * generated from it and a test holds both against each other.
 */
export const errorCatalogue = {
  ...accessCatalogue,
  SignatureDoesNotMatch: entry(
    400,
    '{Reason}',
    'The signature was made with another secret or over other text; the sentence shows what the server signed.',
  ),
  IncompleteSignature: entry(
    400,
    'The request signature does not conform to Aliyun standards.',
    'The Authorization header is malformed, or SignedHeaders leaves out a header that has to be signed.',
  ),
  InvalidSignatureMethod: entry(
    400,
    'Specified signature method is not valid.',
    'Use ACS3-HMAC-SHA256, or HMAC-SHA1 or HMAC-SHA256 as SignatureMethod.',
  ),
  SignatureNonceUsed: entry(
    400,
    'Specified signature nonce was used already.',
    'The same signed request came twice; sign every try with a new nonce.',
  ),
  'InvalidTimeStamp.Format': entry(
    400,
    'Specified time stamp or date value is not well formatted.',
    'Timestamp or x-acs-date is not of the form yyyy-MM-ddTHH:mm:ssZ.',
  ),
  'InvalidTimeStamp.Expired': entry(
    400,
    'Specified time stamp or date value is expired.',
    'The request was signed more than 15 minutes before or after the time of the server; set the clock.',
  ),
  'InvalidAccessKeyId.NotFound': entry(
    404,
    'Specified access key is not found.',
    'The server does not know the key; `./reelmill keys` shows the right one.',
  ),
  'InvalidAccessKeyId.Inactive': entry(
    400,
    'Specified access key is disabled.',
    'The key exists but was switched off.',
  ),
  'InvalidSecurityToken.MismatchWithAccessKey': entry(
    400,
    'Specified SecurityToken mismatch with the AccessKey.',
    'A security token was sent with a key that is not a temporary one; leave it out.',
  ),
  NoPermission: entry(
    403,
    'You are not authorized to do this action. You should be authorized by RAM.',
    'No policy of the caller allows this, or one denies it; AccessDeniedDetail tells which kind of policy.',
  ),
  'InvalidAction.NotFound': entry(
    404,
    'Specified api is not found, please check your url and method.',
    'There is no operation with this name; names are case-sensitive.',
  ),
  'InvalidProduct.NotFound': entry(
    404,
    'Cannot find product according to your specified domain.',
    'The description of a product was asked for that is not ICE, RAM or STS.',
  ),
  'InvalidApi.NotFound': entry(
    404,
    'Specified api is not found, please check your url and method.',
    'Nothing is served under this path; the API is at `/`.',
  ),
  InvalidVersion: entry(
    400,
    'Specified parameter Version is not valid.',
    'The versions are 2020-11-09 (ICE), 2015-05-01 (RAM) and 2015-04-01 (STS).',
  ),
  UnsupportedHTTPMethod: entry(400, 'This http method is not supported.', 'Use GET or POST.'),
  'Throttling.User': entry(
    400,
    'Request was denied due to user flow control.',
    'The account called the operation more often than REELMILL_THROTTLE allows; try again after x-acs-retry-after milliseconds.',
  ),
  MalformedRequest: entry(
    400,
    'The request is not well-formed HTTP.',
    'The request line, a header or the body breaks the rules of HTTP.',
  ),
  RequestTimeout: entry(
    408,
    'The request did not arrive in time.',
    'Headers or body came too slowly; the connection is closed.',
  ),
  RequestTooLarge: entry(
    413,
    'The request body is larger than {MaxBytes} bytes.',
    'Register material by its URL rather than sending it in a request.',
  ),
  TooManyParameters: entry(
    400,
    'The request has more than {Max} parameters.',
    'Send lists and objects as JSON text rather than flattened.',
  ),
  RequestHeadersTooLarge: entry(
    431,
    'The request line and the headers together are larger than {MaxBytes} bytes.',
    'Send long parameters in a form body (POST) rather than in the URL.',
  ),
  InvalidParameter: entry(
    400,
    '{Reason}',
    'A parameter has a value that cannot work; the sentence names it.',
  ),
  'Missing{Name}': entry(
    400,
    '{Name} is mandatory for this action.',
    'A mandatory parameter was not sent, or is empty.',
  ),
  MissingParameter: entry(
    400,
    'The input parameter "{Name}" that is mandatory for processing this request is not supplied.',
    'A mandatory part of a config was not sent, or is empty; the sentence names it.',
  ),
  ModelNotAvailable: entry(
    200,
    'Jobs of type {JobType} need a model that {Model}: {Advice}.',
    'The job needs a model that is not there; the sentence says which one, and what to configure or to do instead.',
  ),
  IdempotentParameterMismatch: entry(
    400,
    'The ClientToken was used with other parameters before.',
    'A ClientToken names one request for 24 hours; use a new one for a new request.',
  ),
  'InvalidParameter.JobNotFound': entry(
    404,
    'The specified job does not exist: {JobId}.',
    'There is no job with this id in the account.',
  ),
  ProjectNotFound: entry(
    404,
    'The specified editing project does not exist: {ProjectId}.',
    'There is no editing project with this id in the account.',
  ),
  InternalError: entry(
    500,
    'The request processing has failed due to some unknown error, exception or failure.',
    'A defect of the server; the log has the request id.',
  ),
  TimelineFormatError: entry(400, '{Reason}', 'A timeline is no JSON, or has neither pictures nor sounds.'),
  InvalidTimelineFormat: entry(
    400,
    'Invalid timeline format, caused by: "{Reason}"',
    'A value of a timeline cannot work; the sentence names its path.',
  ),
  'InvalidParameter.ResourceContentBad': entry(
    200,
    'The resource operated "{Source}" is bad: {Reason}',
    'A material cannot be read or decoded; replace it and submit again.',
  ),
  ProduceFailed: entry(
    200,
    'The video could not be rendered: {Reason}',
    'The renderer failed; the log has its output.',
  ),
  RenderMemoryExceeded: entry(
    200,
    'The renderer needed more than {Limit} MB of memory.',
    'The video is too large for the memory bound of a render; use smaller materials or a smaller output.',
  ),
  RenderTimeExceeded: entry(
    200,
    'The render took longer than {Limit} seconds.',
    'The video is too long for the time bound of a render; use a shorter output or a faster preset.',
  ),
  RenderCancelled: entry(
    200,
    'The render was cancelled.',
    'The job was cancelled while its video was being rendered.',
  ),
  Cancelled: entry(
    200,
    'The job was cancelled.',
    'Somebody cancelled the job; RetryMediaProducingJob takes it up again.',
  ),
  'InvalidParameter.JobStatus': entry(
    400,
    '{Reason}',
    'The state of the job does not allow this: only a running job can be cancelled, only a failed one retried.',
  ),
  'InvalidMaterial.NotFound': entry(
    200,
    'The specified clips {By} not found:{Names}',
    'A material is not in the library, or there is no such object; upload or register it and submit again.',
  ),
  MediaAlreadyExist: entry(
    409,
    'The media of the InputURL "{InputURL}" exists already: {MediaId}.',
    'The object was registered before; use that media, or register again with Overwrite.',
  ),
  ResourceNotFound: entry(404, '{Reason}', 'There is no such media or project in the account.'),
  NoMatchedInputUrl: entry(
    404,
    'No media is registered with the InputURL "{InputURL}".',
    'The library does not know the address; register it first.',
  ),
  NotSignedIn: entry(
    401,
    'There is no valid session.',
    'The console session is over, or its key was switched off; sign in again.',
  ),
  SignInFailed: entry(
    401,
    'The access key or its secret is wrong.',
    'The console accepts an active access key; `./reelmill keys` shows the root key.',
  ),
  SignInLinkInvalid: entry(
    401,
    'The link is not valid any more.',
    'A sign-in link counts once and for ten minutes; `./reelmill keys --link` makes a new one.',
  ),
  'Throttling.SignIn': entry(
    429,
    'Too many sign-ins failed. Try again in {Seconds} s.',
    'An address tried too many wrong keys; wait.',
  ),
  InvalidCsrfToken: entry(
    403,
    'The header x-reelmill-csrf is missing or wrong.',
    'A request of the console that changes something came from another page, or from before the sign-in; reload.',
  ),
  NoSuchKey: entry(404, 'The specified key does not exist.', 'There is no such object in the bucket.'),
  AccessDenied: entry(
    403,
    '{Reason}',
    'The URL of an object has no valid signature, or its time is over; ask for a new one.',
  ),
  EntityTooLarge: entry(
    413,
    'The object has more than the {MaxBytes} bytes that are allowed.',
    'An upload, or a material that was fetched, is too large.',
  ),
  InvalidRange: entry(
    416,
    'The requested range is outside of the object, which has {Size} bytes.',
    'The Range header of a download cannot be satisfied.',
  ),
  ServiceUnavailable: entry(
    503,
    'The request has failed due to a temporary failure of the server.',
    'The server is starting, stopping or overloaded; try again.',
  ),
  MalformedPolicyDocument: entry(
    400,
    '{Reason}',
    'A policy or trust policy breaks the policy grammar; the sentence names the place, the rule and the value.',
  ),
  'InvalidParameter.PolicyGrammar': entry(
    400,
    '{Reason}',
    'The session policy of AssumeRole breaks the policy grammar or is too long.',
  ),
  SpeechFailed: entry(
    200,
    'A text could not be spoken: {Reason}.',
    'The voice, or the speech service of REELMILL_SPEECH_URL, failed; the sentence says how.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;
