const { Script } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/**
 * Jest evaluates every module anew for each test file: that keeps them apart. It also compiles it anew, again and again, which was
 * most of the time that loading took. Here each worker compiles a module once, and evaluates that as often as it is wanted.
 */
module.exports = class CompilesOnce extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    executor.compile = (source, filename) => {
      const context = executor.environment.getVmContext();
      return context && scriptOf(source, filename, executor.injectedModuleParameters).runInContext(context);
    };
  }
};

const compiled = new Map();

function scriptOf(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.script;
  const opening = `(function (${parameters.join(', ')}) {`;
  const script = new Script(`${opening}${source}\n})`, { filename, columnOffset: -opening.length });
  compiled.set(filename, { source, script });
  return script;
}
