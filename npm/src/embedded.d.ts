// The modules that npm/build.mjs writes: files of the project as text, the base64 of their gzip.

declare module "embedded/*" {
  const packed: string;
  export default packed;
}
