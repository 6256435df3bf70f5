//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Runs a program file on zeros, with what find_package(A3) gives, and prints
// its cycles.
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Executable.h"

#include <cstdio>

using namespace a3;

static Expected<void> run(const char *path) {
  auto file = ProgramFile::open(path);
  if (!file)
    return tl::unexpected(file.error());
  auto executable = Executable::load(std::move(*file));
  if (!executable)
    return tl::unexpected(executable.error());
  std::vector<Tensor> inputs;
  for (const TensorInfo &info : executable->program().inputs) {
    auto tensor = Tensor::create(info.element, info.shape);
    if (!tensor)
      return tl::unexpected(tensor.error());
    inputs.push_back(std::move(*tensor));
  }
  auto outputs = makeOutputs(executable->program());
  if (!outputs)
    return tl::unexpected(outputs.error());
  auto report = executable->run(inputs, *outputs, {});
  if (!report)
    return tl::unexpected(report.error());
  std::printf("cycles %lld\n", (long long)report->total.full.cycles);
  return {};
}

int main(int argc, char **argv) {
  if (argc != 2)
    return 1;
  if (auto done = run(argv[1]); !done) {
    std::fprintf(stderr, "%s\n", done.error().render(argv[1]).c_str());
    return 1;
  }
  return 0;
}
