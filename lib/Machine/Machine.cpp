//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Machine/Machine.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <yaml-cpp/yaml.h>

using namespace a3;

const std::array<std::string_view, numModules> a3::moduleNames = {
    "dot_product",  "exponent",   "output",       "candidate_selection",
    "post_scoring", "key_memory", "value_memory", "sorted_key_memory"};

namespace {

#include "a3/Machine/BuiltinMachine.inc"

/// Reads the parameters of one mapping and remembers which keys were asked
/// for, so that a misspelt one is an error and not a silent default. The first
/// error is kept; what follows it is skipped.
class Reader {
public:
  Reader(YAML::Node node, std::string path)
      : node(std::move(node)), path(std::move(path)) {
    if (!this->node.IsMap())
      fail(this->node, "expected a mapping of parameters");
  }

  YAML::Node child(const char *key) {
    known.insert(key);
    if (error)
      return {};
    YAML::Node value = node[key];
    if (!value)
      fail(node, "parameter '" + path + key + "' is missing");
    return value ? value : YAML::Node();
  }

  template <typename T>
  void number(const char *key, T &result, T least, T most) {
    YAML::Node value = child(key);
    if (error)
      return;
    if (!value.IsScalar() || !YAML::convert<T>::decode(value, result))
      return fail(value, "'" + path + key + "' must be a " +
                             (std::is_integral_v<T> ? "whole " : "") +
                             "number");
    if (!(result >= least && result <= most))
      fail(value, "'" + path + key + "' must lie between " + text(least) +
                      " and " + text(most));
  }

  void choice(const char *key, Normalisation &result) {
    YAML::Node value = child(key);
    if (error)
      return;
    std::string spelled = value.IsScalar() ? value.Scalar() : "";
    if (spelled != "weights" && spelled != "late")
      return fail(value, "'" + path + key + "' must be weights or late");
    result = spelled == "late" ? Normalisation::Late : Normalisation::Weights;
  }

  void flag(const char *key, bool &result) {
    YAML::Node value = child(key);
    if (!error &&
        !(value.IsScalar() && YAML::convert<bool>::decode(value, result)))
      fail(value, "'" + path + key + "' must be true or false");
  }

  void fail(const YAML::Node &at, std::string_view message) {
    if (!error)
      error = Error{printable(message), unsigned(at.Mark().line + 1),
                    unsigned(at.Mark().column + 1)};
  }

  /// Takes over a nested reader's error, if it has one.
  void take(Reader &nested) {
    nested.refuseUnknown();
    if (!error)
      error = nested.error;
  }

  void refuseUnknown() {
    if (error)
      return;
    std::set<std::string> seen;
    for (const auto &entry : node) {
      std::string key = entry.first.Scalar();
      if (!known.count(key))
        return fail(entry.first, "unknown parameter '" + path + key + "'");
      if (!seen.insert(key).second)
        return fail(entry.first, "parameter '" + path + key + "' stands twice");
    }
  }

  std::optional<Error> error;

private:
  template <typename T> static std::string text(T value) {
    std::ostringstream stream;
    stream << value;
    return stream.str();
  }

  YAML::Node node;
  std::string path;
  std::set<std::string> known;
};

template <typename Body>
void section(Reader &parent, const std::string &key, Body body) {
  YAML::Node node = parent.child(key.c_str());
  if (parent.error)
    return;
  Reader reader(node, key + ".");
  body(reader);
  parent.take(reader);
}

void readModules(Reader &reader, Machine &machine) {
  for (unsigned i = 0; i < numModules; ++i)
    section(reader, std::string(moduleNames[i]), [&](Reader &module) {
      ModuleCost &cost = machine.modules[i];
      module.number("area", cost.area, 0.0, 1e6);
      module.number("dynamic", cost.dynamic, 0.0, 1e9);
      module.number("static", cost.statics, 0.0, 1e9);
    });
}

void readMachine(Reader &reader, Machine &machine) {
  YAML::Node name = reader.child("name");
  if (!reader.error && !name.IsScalar())
    reader.fail(name, "'name' must be a text");
  if (!reader.error)
    machine.name = name.Scalar();
  // Tools print it, and a3-as reads what a3-objdump printed.
  if (machine.name != printable(machine.name))
    reader.fail(name, "'name' has control characters");
  constexpr int64_t maxRows = 1 << 20;
  reader.number("clock", machine.clock, 1e-3, 1e6);
  reader.number<int64_t>("rows", machine.rows, 1, maxRows);
  reader.number<int64_t>("lanes", machine.lanes, 1, 4095);
  reader.number<int64_t>("units", machine.units, 1, 1024);
  // Tables of exponents have 2^(W/2) entries; these bounds keep W within 40.
  section(reader, "format", [&](Reader &format) {
    format.number<int64_t>("integer_bits", machine.integerBits, 0, 14);
    format.number<int64_t>("fraction_bits", machine.fractionBits, 1, 14);
  });
  reader.choice("normalisation", machine.normalisation);
  section(reader, "pipeline", [&](Reader &pipeline) {
    pipeline.number<int64_t>("fill", machine.fill, 0, 1 << 20);
    pipeline.number<int64_t>("buffers", machine.stageBuffers, 1, 1024);
  });
  section(reader, "buffers", [&](Reader &buffers) {
    buffers.number<int64_t>("query_rows", machine.queryRows, 1, maxRows);
    buffers.number<int64_t>("queue_depth", machine.queueDepth, 1, 1 << 20);
  });
  section(reader, "port", [&](Reader &port) {
    port.number<int64_t>("bytes", machine.portBytes, 1, 1 << 20);
    port.number<int64_t>("latency", machine.portLatency, 0, 1 << 20);
    port.number("energy", machine.portEnergy, 0.0, 1e9);
  });
  reader.flag("bias_port", machine.biasPort);
  section(reader, "selection", [&](Reader &selection) {
    selection.number<int64_t>("fill", machine.selectionFill, 0, 1 << 20);
    selection.number<int64_t>("prefetch_depth", machine.prefetchDepth, 1, 4096);
    selection.number<int64_t>("refill_cycles", machine.refillCycles, 1, 4096);
    selection.number<int64_t>("scan_rows", machine.scanRows, 1, maxRows);
    selection.flag("skip_min_side", machine.skipMinSide);
    selection.number<int64_t>("sort_elements", machine.sortElements, 0, 4096);
  });
  section(reader, "memory_bits", [&](Reader &bits) {
    bits.number<int64_t>("key", machine.keyBits, 1, 64);
    bits.number<int64_t>("value", machine.valueBits, 1, 64);
    bits.number<int64_t>("sorted_entry", machine.sortedEntryBits, 1, 128);
  });
  section(reader, "modules",
          [&](Reader &modules) { readModules(modules, machine); });
  if (!reader.error && machine.integerBits + machine.fractionBits > 14)
    reader.fail(reader.child("format"),
                "'format.integer_bits' and 'format.fraction_bits' may sum to "
                "14 at most");
  reader.refuseUnknown();
}

} // namespace

double Machine::area() const {
  double sum = 0;
  for (const ModuleCost &cost : modules)
    sum += cost.area;
  return double(units) * sum;
}

std::string_view a3::builtinMachineText() { return builtinMachine; }

Expected<Machine> a3::parseMachine(std::string_view text) {
  YAML::Node root;
  try {
    root = YAML::Load(std::string(text));
  } catch (const YAML::ParserException &error) {
    return failure("not YAML: " + error.msg, unsigned(error.mark.line + 1),
                   unsigned(error.mark.column + 1));
  }
  Machine machine;
  Reader reader(root, "");
  if (!reader.error)
    readMachine(reader, machine);
  if (reader.error)
    return tl::unexpected(*reader.error);
  return machine;
}

Expected<std::string> a3::readMachineText(const std::string &nameOrFile) {
  if (nameOrFile == "a3-hpca20")
    return std::string(builtinMachineText());
  std::ifstream file(nameOrFile);
  if (!file)
    return failure("'" + nameOrFile +
                   "' is neither a built-in machine (a3-hpca20) nor a file "
                   "that can be read");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Expected<Machine> a3::loadMachine(const std::string &nameOrFile) {
  Expected<std::string> text = readMachineText(nameOrFile);
  if (!text)
    return tl::unexpected(text.error());
  return parseMachine(*text);
}
