/** What went wrong, in a few words, and what to do about it; the server's own sentence stands beside it. */
export const problems = {
  network: {
    title: 'The server does not answer',
    advice: 'Check that it is running and that you can reach it, then try again.',
  },
  signIn: {
    title: 'The key is not right',
    advice: 'Check the ID and the secret; both are case-sensitive. The key may also be disabled.',
  },
  link: {
    title: 'This link does not work any more',
    advice:
      'A link can be used once, and for a short time. Sign in with an access key, or ask for a new link.',
  },
  session: { title: 'Your session has ended', advice: 'Sign in again.' },
  forbidden: {
    title: 'You may not do this',
    advice: 'Ask the owner of the account for a policy that allows it.',
  },
  missing: {
    title: 'This is not there',
    advice: 'It may have been deleted, or belong to another account. Go back to the list and refresh it.',
  },
  parameter: {
    title: 'A value does not fit',
    advice: 'Correct the value that is named below and try again.',
  },
  conflict: {
    title: 'It has changed in the meantime',
    advice: 'Load the page again and look whether it still has to be done.',
  },
  tooLarge: { title: 'This is too large', advice: 'Use a smaller file, or less of it.' },
  tooMany: { title: 'Too many tries', advice: 'Wait a minute, then try again.' },
  busy: {
    title: 'The server is busy',
    advice: 'It is starting, stopping or has too much to do. Try again shortly.',
  },
  server: {
    title: 'The server made a mistake',
    advice: 'Try again. If it stays, report the request ID: the log of the server has the reason under it.',
  },
  console: {
    title: 'The console made a mistake',
    advice: 'Load the page again. If it stays, report the details.',
  },
  material: {
    title: 'A material cannot be used',
    advice: 'Replace the file that is named below and submit the job again.',
  },
  speech: {
    title: 'A text could not be spoken',
    advice: 'Check the voice and the speech service, then retry the video.',
  },
  render: {
    title: 'The video could not be rendered',
    advice: 'Retry it. If it fails again, the log of the server has the reason.',
  },
  limits: {
    title: 'The video is too much for one render',
    advice: 'Make it shorter or smaller, or use smaller materials, and submit again.',
  },
  cancelled: { title: 'Cancelled', advice: 'It was cancelled; retry it if the video is wanted after all.' },
};
