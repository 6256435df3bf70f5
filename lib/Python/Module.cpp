//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The extension module a3._simulator: one call runs one attention. What users
// see, with checks and conversions of arrays, is
// python/a3/simulated_attention.py.
//
//===----------------------------------------------------------------------===//

#include "AttentionRun.h"
#include "a3/Schedule/Preset.h"

#include <algorithm>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;
using namespace a3;
using nb::literals::operator""_a;

namespace {

using FloatArray = nb::ndarray<const float, nb::device::cpu>;
using ByteArray = nb::ndarray<const uint8_t, nb::device::cpu>;
using Output = nb::ndarray<float, nb::c_contig, nb::device::cpu>;
using Counts = nb::ndarray<int64_t, nb::c_contig, nb::device::cpu>;

/// The machine cannot compute it; with another layout it perhaps could.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <typename T> T valueOf(Expected<T> result) {
  if (!result)
    throw nb::value_error(result.error().message.c_str());
  return std::move(*result);
}

template <typename Array> OperandInfo layoutOf(const Array &array) {
  OperandInfo info;
  for (size_t dim = 0; dim < array.ndim(); ++dim) {
    info.sizes.push_back(int64_t(array.shape(dim)));
    info.strides.push_back(array.stride(dim));
  }
  return info;
}

/// A machine description with the text that it was read from.
struct Description {
  std::string text;
  Machine machine;

  /// Errors are rendered with the name of the text.
  static Description parse(const std::string &text, const std::string &name) {
    Expected<Machine> machine = parseMachine(text);
    if (!machine)
      throw nb::value_error(machine.error().render(name).c_str());
    return {text, *machine};
  }

  static Description load(const std::string &nameOrFile) {
    std::string text = valueOf(readMachineText(nameOrFile));
    // Calls in a loop name the same machine. Python's lock protects these.
    static Description last;
    if (text != last.text)
      last = parse(text, nameOrFile);
    return last;
  }
};

std::optional<std::pair<int64_t, double>>
resolve(const std::string &approx, std::optional<int64_t> m,
        std::optional<double> t, std::optional<int64_t> presetRows,
        int64_t rows) {
  auto name = std::ranges::find(presetNames, approx);
  if (name == presetNames.end())
    throw nb::value_error(("approx must be exact, conservative or aggressive, "
                           "not '" +
                           approx + "'")
                              .c_str());
  ApproximationChoice choice{
      Preset(name - presetNames.begin()), {}, t, presetRows};
  if (m)
    choice.m = std::to_string(*m);
  auto chosen = valueOf(choice.resolve(rows));
  if (!chosen)
    return std::nullopt;
  return std::pair(chosen->iterations, chosen->threshold);
}

/// Lets Python answer signals and show progress, now and then, while another
/// call computes without its lock. An exception there ends the run.
class Watch {
public:
  explicit Watch(const nb::object &progress) : progress(progress) {}

  bool operator()(int64_t queriesDone) {
    nb::gil_scoped_acquire acquire;
    try {
      if (PyErr_CheckSignals() != 0)
        throw nb::python_error();
      if (!progress.is_none())
        progress(queriesDone);
      return true;
    } catch (...) {
      exception = std::current_exception();
      return false;
    }
  }

  void rethrow() const {
    if (exception)
      std::rethrow_exception(exception);
  }

private:
  const nb::object &progress;
  std::exception_ptr exception;
};

template <typename Value> nb::dict both(Value paper, Value full) {
  nb::dict result;
  result["paper"] = paper;
  result["full"] = full;
  return result;
}

nb::dict runAttention(const FloatArray &query, const FloatArray &key,
                      const FloatArray &value, std::optional<ByteArray> mask,
                      std::optional<FloatArray> bias, const Output &output,
                      const Counts &candidates, const Counts &kept,
                      const Description &description, double scale,
                      std::optional<std::pair<int64_t, double>> approximation,
                      std::optional<int> balance, bool fixed, unsigned threads,
                      bool rows, const nb::object &progress) {
  AttentionDescription attention;
  attention.query = layoutOf(query);
  attention.key = layoutOf(key);
  attention.value = layoutOf(value);
  attention.output = layoutOf(output);
  if (mask)
    attention.maskRows = layoutOf(*mask);
  if (bias)
    attention.bias = layoutOf(*bias);
  attention.scale = scale;
  if (approximation)
    attention.approximations = {{approximation->first, approximation->second}};
  auto site = describeSite(attention, description.machine);
  if (!site)
    throw Refused(describe(site.error()));
  if (balance)
    site->formats = valueOf(formatsOf(*balance, scale, site->heads));
  Watch watch(progress);
  AttentionRun run(*site, {candidates.data(), kept.data()}, rows,
                   [&](int64_t queriesDone) { return watch(queriesDone); });
  SiteOperands operands{query.data(), key.data(), value.data(),
                        mask ? mask->data() : nullptr, output.data()};
  if (bias)
    operands.bias = bias->data();
  auto simulated = [&] {
    nb::gil_scoped_release release;
    return run.run(operands, description.machine,
                   fixed ? Arithmetic::Fixed : Arithmetic::Float, threads);
  }();
  watch.rethrow();
  Statistics statistics = valueOf(std::move(simulated));
  nb::dict result;
  result["cycles"] = both(statistics.paper.cycles, statistics.full.cycles);
  result["energy"] = both(statistics.paper.energy(), statistics.full.energy());
  result["saturations"] = statistics.saturations;
  if (rows) {
    result["candidate_rows"] = run.lister().candidates;
    result["kept_rows"] = run.lister().kept;
    result["lost_mass"] = run.lister().lostMass;
  }
  return result;
}

} // namespace

NB_MODULE(_simulator, module) {
  // Caches of others, such as PyTorch's, keep objects until the process ends.
  nb::set_leak_warnings(false);
  module.doc() = "The simulator of the A3 accelerator, in process.";
  nb::exception<Refused> refused(module, "Refused", PyExc_ValueError);
  nb::class_<Description>(module, "Machine")
      .def_static("load", &Description::load, "name_or_file"_a)
      .def_static(
          "parse",
          [](const std::string &text) {
            return Description::parse(text, "machine description");
          },
          "text"_a)
      .def_ro("text", &Description::text)
      .def_prop_ro("name", [](const Description &d) { return d.machine.name; })
      .def_prop_ro("rows", [](const Description &d) { return d.machine.rows; })
      .def_prop_ro("lanes",
                   [](const Description &d) { return d.machine.lanes; })
      .def_prop_ro("units",
                   [](const Description &d) { return d.machine.units; })
      .def_prop_ro("clock",
                   [](const Description &d) { return d.machine.clock; })
      .def_prop_ro("integer_bits",
                   [](const Description &d) { return d.machine.integerBits; })
      .def_prop_ro("fraction_bits",
                   [](const Description &d) { return d.machine.fractionBits; })
      .def_prop_ro("area",
                   [](const Description &d) { return d.machine.area(); });
  module.def("resolve", &resolve, "approx"_a, "m"_a.none(), "t"_a.none(),
             "preset_rows"_a.none(), "rows"_a);
  module.def("simulate", &runAttention, "query"_a, "key"_a, "value"_a,
             "mask"_a.none(), "bias"_a.none(), "output"_a, "candidates"_a,
             "kept"_a, "machine"_a, "scale"_a, "approximation"_a.none(),
             "balance"_a.none(), "fixed"_a, "threads"_a, "rows"_a,
             "progress"_a.none());
}
