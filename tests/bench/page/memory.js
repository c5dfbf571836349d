// Notes the memory of the WebAssembly program that this worker starts, so that it can be asked how large it is.

const instantiate = WebAssembly.instantiateStreaming;

WebAssembly.instantiateStreaming = async (...given) => {
  const made = await instantiate.apply(WebAssembly, given);
  globalThis.wasmMemory = made.instance.exports.memory;
  return made;
};
