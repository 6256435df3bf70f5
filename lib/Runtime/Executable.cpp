//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Executable.h"

#include "Host.h"
#include "a3/Program/Check.h"

using namespace a3;

namespace {

constexpr uintptr_t slotAlignment = 64;

enum class Kind { Input, Output };

/// The run itself makes outputs of unknown sizes.
Expected<void> checkTensors(std::span<const TensorInfo> expected,
                            std::span<const Tensor> tensors, Kind direction) {
  std::string_view kind = direction == Kind::Input ? "input" : "output";
  if (expected.size() != tensors.size())
    return failure("the program has " + std::to_string(expected.size()) + " " +
                   std::string(kind) + "s, but " +
                   std::to_string(tensors.size()) + " were given");
  for (size_t i = 0; i < tensors.size(); ++i)
    if (direction == Kind::Output && !expected[i].isSized())
      continue;
    else if (auto checked = checkTensor(expected[i], tensors[i], kind, i);
             !checked)
      return checked;
  return {};
}

/// The sizes that the types of the inputs do not say.
std::vector<int64_t> unknownSizes(std::span<const TensorInfo> infos,
                                  std::span<const Tensor> inputs) {
  std::vector<int64_t> sizes;
  for (size_t i = 0; i < infos.size(); ++i)
    for (size_t dim = 0; dim < infos[i].shape.size(); ++dim)
      if (infos[i].shape[dim] == unknownSize)
        sizes.push_back(inputs[i].shape()[dim]);
  return sizes;
}

} // namespace

Expected<std::map<size_t, Approximations>>
a3::findSites(const Program &program, const ApproximationTable &table) {
  std::map<size_t, Approximations> found;
  for (const auto &[name, approximations] : table) {
    Expected<size_t> site = findSite(program, name);
    if (!site)
      return tl::unexpected(site.error());
    found.emplace(*site, approximations);
  }
  return found;
}

Expected<std::vector<Tensor>> a3::makeOutputs(const Program &program) {
  std::vector<Tensor> outputs;
  for (const TensorInfo &info : program.outputs) {
    if (!info.isSized()) {
      outputs.emplace_back();
      continue;
    }
    Expected<Tensor> tensor = Tensor::create(info.element, info.shape);
    if (!tensor)
      return tl::unexpected(tensor.error());
    outputs.push_back(std::move(*tensor));
  }
  return outputs;
}

Expected<void> Executable::check(const ProgramFile &file) {
  if (file.native().empty())
    return failure("the program has no host code to run");
  if (auto checked = checkStreams(file.program(), file.machine()); !checked)
    return checked;
  return checkTarget(file.program().target);
}

Expected<Executable> Executable::load(ProgramFile file) {
  if (auto checked = check(file); !checked)
    return tl::unexpected(checked.error());
  Expected<NativeCode> code =
      NativeCode::load(file.native(), file.program().target);
  if (!code)
    return tl::unexpected(code.error());
  Executable executable(std::move(file), std::move(*code));
  if (auto prepared = executable.prepareBuffers(); !prepared)
    return tl::unexpected(prepared.error());
  return executable;
}

Expected<void> Executable::prepareBuffers() {
  Expected<Buffer> memory = Buffer::allocate(program().scratchBytes);
  if (!memory)
    return tl::unexpected(memory.error());
  scratch = std::move(*memory);
  std::span<const uint8_t> weights = file.weights();
  if (reinterpret_cast<uintptr_t>(weights.data()) % slotAlignment == 0)
    return {};
  Expected<Buffer> copy = Buffer::allocate(int64_t(weights.size()));
  if (!copy)
    return tl::unexpected(copy.error());
  std::ranges::copy(weights, copy->bytes().begin());
  weightsCopy = std::move(*copy);
  return {};
}

Expected<RunReport> Executable::run(std::span<const Tensor> inputs,
                                    std::span<Tensor> outputs,
                                    const RunOptions &options) {
  if (options.trace && options.detail)
    return failure("a run is either traced or told query by query, not both");
  if (auto checked = checkTensors(program().inputs, inputs, Kind::Input);
      !checked)
    return tl::unexpected(checked.error());
  if (auto checked = checkTensors(program().outputs, outputs, Kind::Output);
      !checked)
    return tl::unexpected(checked.error());
  if (!pool || pool->threads() != threadsOf(options))
    pool = std::make_unique<ThreadPool>(threadsOf(options));
  sites.approximate(options.approximations);
  // Native code reads inputs and weights only.
  std::vector<void *> slots;
  for (const Tensor &input : inputs)
    slots.push_back(const_cast<uint8_t *>(input.bytes().data()));
  for (size_t i = 0; i < outputs.size(); ++i)
    if (program().outputs[i].isSized())
      slots.push_back(outputs[i].bytes().data());
  std::span<const uint8_t> weights =
      weightsCopy ? weightsCopy->bytes() : file.weights();
  slots.push_back(const_cast<uint8_t *>(weights.data()));
  slots.push_back(scratch.bytes().data());
  std::vector<int64_t> sizes = unknownSizes(program().inputs, inputs);
  return Host(program(), machine(), options, *pool,
              {sizes.data(), outputs, sized, sites})
      .call(code.entry(), slots.data());
}
