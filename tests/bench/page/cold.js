// Holds the program that this worker starts back, compiled, until somebody speaks to it: by itself it opens storage
// while the page still loads, and what opening takes would not be measured.

const asked = new Promise((resolve) => addEventListener("message", resolve, { once: true }));

WebAssembly.instantiateStreaming = async (source, imports) => {
  const module = await WebAssembly.compileStreaming(source);
  await asked;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
};
