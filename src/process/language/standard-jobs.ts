/** The jobs of the built-in library `std`, and what each does. */
export const standardJobs: Readonly<Record<string, string>> = {
  'build-app': 'builds a component as its own package file says, into `dist`',
  'build-image': 'puts a component and what it needs into an image',
  'docs-build': 'builds the documentation, which fails on a broken link',
  'duplicate-jobs': 'tells when two repositories hold the same job, which then belongs in a library',
  'format-check': 'fails on files that the formatter would change',
  health: 'asks the ready address of every component, again and again for a minute',
  'library-update': 'opens a change that takes the newer version of a library',
  'security-scan': 'looks for known holes in what the component depends on',
  smoke: 'opens the addresses of an environment and fails on errors',
  'terraform-validate': 'checks infrastructure code without touching an environment',
  'unreleased-dependencies': 'fails on a dependency that is no released version',
}
