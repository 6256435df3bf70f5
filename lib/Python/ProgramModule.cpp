//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The extension module a3._program: describes a program file, or runs its host
// code and instruction streams in process. What users see is
// python/a3/program.py.
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/DetailArrays.h"
#include "a3/Runtime/Executable.h"
#include "a3/Runtime/Report.h"

#include <algorithm>
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

/// Bytes that keep the tensor alive, its element type and its shape.
nb::tuple arrayOf(Tensor tensor) {
  std::string element = tensor.element();
  Shape shape = tensor.shape();
  auto *owner = new Tensor(std::move(tensor));
  nb::capsule capsule(
      owner, [](void *t) noexcept { delete static_cast<Tensor *>(t); });
  OwnBytes bytes(owner->bytes().data(), {owner->bytes().size()}, capsule);
  return nb::make_tuple(bytes, element, shape);
}

nb::list arraysOf(std::vector<Tensor> tensors) {
  nb::list arrays;
  for (Tensor &tensor : tensors)
    arrays.append(arrayOf(std::move(tensor)));
  return arrays;
}

nb::list listTensors(const std::vector<TensorInfo> &tensors) {
  nb::list list;
  for (const TensorInfo &tensor : tensors)
    list.append(nb::make_tuple(tensor.name, tensor.element, tensor.shape));
  return list;
}

/// A program file. Its host code becomes part of this process where `executes`;
/// else nothing of it is executed.
class LoadedProgram {
public:
  LoadedProgram(const std::string &path, bool executes) : path(path) {
    auto file = valueOf(ProgramFile::open(path), path);
    if (executes) {
      executable.emplace(valueOf(Executable::load(std::move(file)), path));
      return;
    }
    if (Expected<void> good = Executable::check(file); !good)
      throw nb::value_error(good.error().render(path).c_str());
    described.emplace(std::move(file));
  }

  const Program &program() const {
    return executable ? executable->program() : described->program();
  }

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
  /// results, beside what `--stats` writes and, where `rowsOf` is given, the
  /// launches with their arrays; those of the sites that it names have rows.
  std::tuple<nb::list, std::string, nb::object>
  run(const std::vector<Bytes> &inputs,
      const std::vector<std::string> &elements,
      const std::vector<Shape> &shapes,
      const std::optional<std::string> &approximations, bool fixed,
      unsigned threads, const std::optional<std::vector<std::string>> &rowsOf) {
    if (!executable)
      throw nb::value_error("the program was loaded to be described only");
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
      return executable->run(arguments, outputs, options);
    }();
    RunReport done = valueOf(std::move(report), path);
    return {arraysOf(std::move(outputs)),
            statisticsJson(program(), executable->machine(), done),
            launchesOf(detail)};
  }

private:
  static nb::object launchesOf(std::optional<RunDetail> &detail) {
    if (!detail)
      return nb::none();
    DetailArrays told =
        valueOf(detailArrays(std::move(detail->launches)), "detail");
    return nb::make_tuple(told.launches, arraysOf(std::move(told.arrays)));
  }

  std::string path;
  std::optional<Executable> executable;
  std::optional<ProgramFile> described; ///< Where there is no `executable`.
  std::mutex mutex;                     ///< One run at a time.
};

} // namespace

NB_MODULE(_program, module) {
  // Caches of others, such as PyTorch's, keep objects until the process ends.
  nb::set_leak_warnings(false);
  module.doc() = "Describes program files of the A3 compiler, and runs them.";
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
      "load",
      [](const std::string &path, bool executes) {
        return new LoadedProgram(path, executes);
      },
      "path"_a, "executes"_a, nb::rv_policy::take_ownership);
}
