//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The extension module a3._program: runs the host code of a program file and
// its instruction streams in process. What users see is python/a3/program.py.
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Executable.h"
#include "a3/Runtime/Report.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;
using namespace a3;
using nb::literals::operator""_a;

namespace {

using Bytes =
    nb::ndarray<const uint8_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using OwnBytes = nb::ndarray<nb::numpy, uint8_t, nb::ndim<1>>;
using Shape = std::vector<int64_t>;

/// Errors are rendered with the name of the file that they are about.
template <typename T> T valueOf(Expected<T> result, const std::string &file) {
  if (!result)
    throw nb::value_error(result.error().render(file).c_str());
  return std::move(*result);
}

/// An array that keeps the tensor alive.
OwnBytes bytesOf(Tensor tensor) {
  auto *owner = new Tensor(std::move(tensor));
  nb::capsule capsule(
      owner, [](void *t) noexcept { delete static_cast<Tensor *>(t); });
  return OwnBytes(owner->bytes().data(), {owner->bytes().size()}, capsule);
}

/// An array of these sizes that keeps the elements alive.
template <typename T>
nb::ndarray<nb::numpy, T> arrayOf(std::vector<T> elements,
                                  const std::vector<size_t> &sizes) {
  auto *owner = new std::vector<T>(std::move(elements));
  nb::capsule capsule(
      owner, [](void *o) noexcept { delete static_cast<std::vector<T> *>(o); });
  return nb::ndarray<nb::numpy, T>(owner->data(), sizes.size(), sizes.data(),
                                   capsule);
}

nb::dict activityOf(const Activity &activity) {
  nb::dict parts;
  for (size_t part = 0; part < Activity::numParts; ++part)
    parts[nb::str(Activity::partNames[part].data(),
                  Activity::partNames[part].size())] =
        activity.busyCycles(part);
  return parts;
}

/// As python/a3/run_detail.py names them.
nb::dict rowsOf(const Site &site, LaunchRows rows) {
  auto sizes = [](const OperandInfo &operand) {
    return std::vector<size_t>(operand.sizes.begin(), operand.sizes.end());
  };
  std::vector<size_t> queries = sizes(site.output);
  queries.pop_back();
  std::vector<size_t> all = queries;
  all.push_back(size_t(site.rows));
  std::vector<uint8_t> states;
  for (RowState state : rows.states)
    states.push_back(uint8_t(state));
  nb::dict result;
  result["query"] = arrayOf(std::move(rows.query), sizes(site.query));
  result["key"] = arrayOf(std::move(rows.key), sizes(site.key));
  result["value"] = arrayOf(std::move(rows.value), sizes(site.value));
  result["bias"] = nb::none();
  if (site.hasBias())
    result["bias"] = arrayOf(std::move(rows.bias), sizes(site.bias));
  result["scale"] = site.scale;
  result["states"] = arrayOf(std::move(states), all);
  result["lost_mass"] = arrayOf(std::move(rows.lostMass), queries);
  return result;
}

nb::dict launchOf(LaunchDetail launch) {
  const Site &site = *launch.site;
  std::vector<size_t> queries(site.output.sizes.begin(),
                              site.output.sizes.end() - 1);
  nb::dict result;
  result["site"] = site.name;
  result["begin"] = launch.begin;
  result["cycles"] = launch.cycles;
  result["candidates"] = arrayOf(std::move(launch.candidates), queries);
  result["kept"] = arrayOf(std::move(launch.kept), queries);
  result["slot_cycles"] = launch.activity.slotCycles();
  result["activity"] = activityOf(launch.activity);
  result["rows"] = nb::none();
  if (launch.rows)
    result["rows"] = rowsOf(site, std::move(*launch.rows));
  return result;
}

/// A program file, ready to run.
class LoadedProgram {
public:
  explicit LoadedProgram(const std::string &path)
      : path(path),
        executable(valueOf(
            Executable::load(valueOf(ProgramFile::open(path), path)), path)) {}

  const Program &program() const { return executable.program(); }

  nb::list sites() const {
    nb::list list;
    for (const Site &site : program().sites) {
      nb::dict entry;
      entry["name"] = site.name;
      entry["location"] = site.location;
      entry["rows"] = site.rows;
      entry["depth"] = site.depth;
      entry["value_depth"] = site.valueDepth;
      entry["batch"] =
          Shape(site.query.sizes.begin(), site.query.sizes.end() - 2);
      entry["queries"] = site.queries;
      entry["mask"] = site.mask;
      list.append(entry);
    }
    return list;
  }

  /// `inputs` are the elements of each, with its type and shape; so are the
  /// results, beside what `--stats` writes and, where `rowsOf` is given, a list
  /// of the launches; those of the sites that it names have rows.
  std::tuple<nb::list, std::string, nb::object>
  run(const std::vector<Bytes> &inputs,
      const std::vector<std::string> &elements,
      const std::vector<Shape> &shapes,
      const std::optional<std::string> &approximations, bool fixed,
      unsigned threads, const std::optional<std::vector<std::string>> &rowsOf) {
    std::vector<Tensor> arguments;
    for (size_t i = 0; i < inputs.size(); ++i) {
      arguments.push_back(
          valueOf(Tensor::create(elements[i], shapes[i]), path));
      std::copy_n(inputs[i].data(), inputs[i].size(),
                  arguments.back().bytes().begin());
    }
    std::vector<Tensor> outputs = valueOf(makeOutputs(program()), path);
    RunOptions options;
    options.arithmetic = fixed ? Arithmetic::Fixed : Arithmetic::Float;
    options.threads = threads;
    if (approximations) {
      auto table =
          valueOf(parseApproximations(*approximations), "approximations");
      options.approximations = valueOf(findSites(program(), table), path);
    }
    std::optional<RunDetail> detail;
    if (rowsOf) {
      std::set<size_t> chosen;
      for (const std::string &name : *rowsOf)
        chosen.insert(valueOf(findSite(program(), name), path));
      options.detail = &detail.emplace(std::move(chosen));
    }
    Expected<RunReport> report = [&] {
      nb::gil_scoped_release release;
      std::lock_guard lock(mutex);
      return executable.run(arguments, outputs, options);
    }();
    RunReport done = valueOf(std::move(report), path);
    nb::list results;
    for (Tensor &output : outputs) {
      Shape shape = output.shape();
      results.append(nb::make_tuple(bytesOf(std::move(output)), shape));
    }
    return {results, statisticsJson(program(), executable.machine(), done),
            launchesOf(detail)};
  }

private:
  static nb::object launchesOf(std::optional<RunDetail> &detail) {
    if (!detail)
      return nb::none();
    nb::list launches;
    for (LaunchDetail &launch : detail->launches)
      launches.append(launchOf(std::move(launch)));
    return launches;
  }

  std::string path;
  Executable executable;
  std::mutex mutex; ///< One run at a time.
};

nb::list listTensors(const std::vector<TensorInfo> &tensors) {
  nb::list list;
  for (const TensorInfo &tensor : tensors)
    list.append(nb::make_tuple(tensor.name, tensor.element, tensor.shape));
  return list;
}

} // namespace

NB_MODULE(_program, module) {
  // Caches of others, such as PyTorch's, keep objects until the process ends.
  nb::set_leak_warnings(false);
  module.doc() = "Runs program files of the A3 compiler, in process.";
  nb::class_<LoadedProgram>(module, "LoadedProgram")
      .def_prop_ro("inputs",
                   [](const LoadedProgram &p) {
                     return listTensors(p.program().inputs);
                   })
      .def_prop_ro("outputs",
                   [](const LoadedProgram &p) {
                     return listTensors(p.program().outputs);
                   })
      .def_prop_ro("sites", &LoadedProgram::sites)
      .def_prop_ro("machine",
                   [](const LoadedProgram &p) { return p.program().machine; })
      .def("run", &LoadedProgram::run, "inputs"_a, "elements"_a, "shapes"_a,
           "approximations"_a.none(), "fixed"_a, "threads"_a,
           "rows_of"_a.none());
  module.def(
      "load", [](const std::string &path) { return new LoadedProgram(path); },
      "path"_a, nb::rv_policy::take_ownership);
}
