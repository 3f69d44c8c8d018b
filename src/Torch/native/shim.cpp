// HyperScaffold's door to libtorch: every operator by its name through the dispatcher, and the few calls that are none.
// Every function returns 0, or 1 and leaves a text for hs_error. A tensor crosses as the TensorImpl that it owns.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>
#include <c10/core/GradMode.h>
#include <torch/cuda.h>
#include <torch/version.h>
#ifdef HS_CUDA_MEMORY
#include <c10/cuda/CUDACachingAllocator.h>
#endif
#if TORCH_VERSION_MAJOR < 2
#define HS_SMALL_PRODUCTS
#include <ATen/ops/bmm_cpu_dispatch.h>
#include <torch/library.h>
#endif

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define HS_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

enum Tag : int32_t { kNone, kTensor, kInt, kDouble, kBool, kIntList, kTensorList, kText, kDefault, kGradList, kGrad, kGenerator, kDoubleList };

struct Value {
  int32_t tag;
  int32_t length;
  union {
    void* pointer;
    int64_t integer;
    double real;
  };
};

struct Slot {
  c10::TypeKind kind;
  c10::TypePtr element;  // of a list
  bool optional;
  bool has_fallback;
  c10::IValue fallback;
  std::string name;
  int32_t given;  // which of the caller's arguments it is, or -1
};

struct Operator {
  c10::OperatorHandle handle;
  std::vector<Slot> slots;
  int32_t most;                                            // arguments that a caller may give
  std::vector<std::pair<int32_t, std::string>> unknown;    // those of them that this libtorch does not have
};

thread_local std::string last_text;
thread_local std::vector<Value> last_results;
thread_local torch::jit::Stack spare_stack;

template <class F>
int guarded(F&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& e) {
    last_text = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_text = e.what();
  } catch (...) {
    last_text = "an unknown C++ exception";
  }
  return 1;
}

at::Tensor borrow(void* impl) {
  using Pointer = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;
  return at::Tensor(Pointer::reclaim_copy(static_cast<c10::TensorImpl*>(impl)));
}

void* release(at::Tensor&& tensor) {
  return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

c10::IValue read_list(const Value& value, const Slot& slot) {
  c10::impl::GenericList list(slot.element);
  list.reserve(value.length);
  auto items = static_cast<void* const*>(value.pointer);
  for (int32_t i = 0; i < value.length; i++) {
    if (items[i] == nullptr) {
      list.push_back(c10::IValue());
    } else if (value.tag == kGradList) {
      list.push_back(c10::IValue(borrow(items[i]).grad()));
    } else {
      list.push_back(c10::IValue(borrow(items[i])));
    }
  }
  return list;
}

c10::IValue read_numbers(const Value& value, const Slot& slot) {
  c10::impl::GenericList list(slot.element);
  list.reserve(value.length);
  auto items = static_cast<const double*>(value.pointer);
  for (int32_t i = 0; i < value.length; i++) list.push_back(c10::IValue(items[i]));
  return list;
}

c10::IValue read(const Value& value, const Slot& slot) {
  switch (value.tag) {
    case kNone: return slot.kind == c10::TypeKind::TensorType && !slot.optional ? c10::IValue(at::Tensor()) : c10::IValue();
    case kTensor: return borrow(value.pointer);
    case kGrad: return at::Tensor(borrow(value.pointer).grad());
    case kGenerator: return *static_cast<at::Generator*>(value.pointer);
    case kInt:
      if (slot.kind == c10::TypeKind::FloatType) return static_cast<double>(value.integer);
      if (slot.kind == c10::TypeKind::BoolType) return value.integer != 0;
      return value.integer;
    case kDouble: return value.real;
    case kBool: return value.integer != 0;
    case kIntList: return c10::IValue(at::IntArrayRef(static_cast<const int64_t*>(value.pointer), value.length));
    case kTensorList:
    case kGradList: return read_list(value, slot);
    case kDoubleList: return read_numbers(value, slot);
    case kText: {
      std::string text(static_cast<const char*>(value.pointer), value.length);
      return slot.kind == c10::TypeKind::DeviceObjType ? c10::IValue(c10::Device(text)) : c10::IValue(text);
    }
    default: throw std::runtime_error("unknown argument tag " + std::to_string(value.tag));
  }
}

Value of_tensor(at::Tensor tensor) {
  Value value{kNone, 0, {nullptr}};
  if (tensor.defined()) {
    value.tag = kTensor;
    value.pointer = release(std::move(tensor));
  }
  return value;
}

void give(c10::IValue&& value) {
  Value out{kNone, 0, {nullptr}};
  if (value.isTensor()) {
    out = of_tensor(std::move(value).toTensor());
  } else if (value.isTensorList()) {
    auto list = value.toTensorVector();
    for (auto& item : list) last_results.push_back(of_tensor(std::move(item)));
    return;
  } else if (value.isInt()) {
    out.tag = kInt;
    out.integer = value.toInt();
  } else if (value.isDouble()) {
    out.tag = kDouble;
    out.real = value.toDouble();
  } else if (value.isBool()) {
    out.tag = kBool;
    out.integer = value.toBool();
  } else if (!value.isNone()) {
    throw std::runtime_error("a result of the kind " + value.tagKind() + " cannot cross to C#");
  }
  last_results.push_back(out);
}

Slot slot_of(const c10::Argument& argument) {
  Slot slot;
  auto type = argument.type();
  slot.optional = type->kind() == c10::TypeKind::OptionalType;
  if (slot.optional) type = type->expectRef<c10::OptionalType>().getElementType();
  slot.kind = type->kind();
  if (slot.kind == c10::TypeKind::ListType) slot.element = type->expectRef<c10::ListType>().getElementType();
  slot.has_fallback = static_cast<bool>(argument.default_value());
  if (slot.has_fallback) slot.fallback = *argument.default_value();
  slot.name = argument.name();
  slot.given = -1;
  return slot;
}

std::vector<std::string> words(const char* text) {
  std::istringstream in(text);
  std::vector<std::string> all;
  for (std::string word; in >> word;) all.push_back(word);
  return all;
}

bool has_slot(const Operator& op, const std::string& name) {
  for (auto& slot : op.slots) if (slot.name == name) return true;
  return false;
}

// The caller's arguments meet this libtorch's by name. One that was renamed since is the one in its place.
void match_names(Operator& op, const std::vector<std::string>& names) {
  op.most = static_cast<int32_t>(names.size());
  for (int32_t i = 0; i < op.most; i++) {
    for (auto& slot : op.slots) if (slot.name == names[i]) slot.given = i;
  }
  for (int32_t i = 0; i < op.most; i++) {
    if (has_slot(op, names[i])) continue;
    if (i < static_cast<int32_t>(op.slots.size()) && op.slots[i].given < 0) op.slots[i].given = i;
    else op.unknown.emplace_back(i, names[i]);
  }
}

void check_known(const Operator& op, const Value* arguments, int32_t count) {
  if (count > op.most) throw std::runtime_error("too many arguments");
  for (auto& [index, name] : op.unknown) {
    if (index >= count || arguments[index].tag == kDefault || arguments[index].tag == kNone) continue;
    throw std::runtime_error("libtorch " TORCH_VERSION " has no argument '" + name + "' here; leave it out, or use another libtorch");
  }
}

void call(Operator& op, const Value* arguments, int32_t count) {
  check_known(op, arguments, count);
  torch::jit::Stack stack;
  stack.swap(spare_stack);
  stack.clear();
  for (auto& slot : op.slots) {
    if (slot.given >= 0 && slot.given < count && arguments[slot.given].tag != kDefault) {
      stack.push_back(read(arguments[slot.given], slot));
    } else if (slot.has_fallback) {
      stack.push_back(slot.fallback);
    } else {
      throw std::runtime_error("the argument '" + slot.name + "' is missing and has no default");
    }
  }
  op.handle.callBoxed(stack);
  last_results.clear();
  for (auto& value : stack) give(std::move(value));
  stack.clear();
  stack.swap(spare_stack);
}

#ifdef __GLIBC__
// what a step frees the next one needs again: given back to the system, each page would fault anew (a third of the time)
const bool keeps_memory = mallopt(M_MMAP_THRESHOLD, 32 << 20) != 0 && mallopt(M_TRIM_THRESHOLD, 256 << 20) != 0;
#endif

#ifdef HS_SMALL_PRODUCTS
// A libtorch without MKL multiplies a batch of matrices by one BLAS call each, with three tensors made for it. For the
// small ones of attention that is four fifths of the time, forward and backward, so here they are multiplied in one go.

#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__)
#define HS_CLONES __attribute__((target_clones("arch=haswell", "default")))
#else
#define HS_CLONES
#endif

constexpr int64_t kMostProducts = 8 * 1024;  // of two numbers for one matrix; from about here on a BLAS call is faster
constexpr int64_t kLanes = 8;
typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float))));

struct Matrices {
  const float* at;
  int64_t batch, row, column;  // steps
};

Matrices matrices(const at::Tensor& tensor) {
  return {tensor.data_ptr<float>(), tensor.stride(0), tensor.stride(1), tensor.stride(2)};
}

// eight columns of a matrix, one row after the other; what is missing of them is 0
inline void gather(const float* from, int64_t down, int64_t across, int64_t width, int64_t rows, float* panel) {
  for (int64_t row = 0; row < rows; row++, from += down, panel += kLanes) {
    if (across == 1 && width == kLanes) std::memcpy(panel, from, kLanes * sizeof(float));
    else for (int64_t lane = 0; lane < kLanes; lane++) panel[lane] = lane < width ? from[lane * across] : 0;
  }
}

// some rows of one matrix by eight columns of the other
template <int kRows>
__attribute__((always_inline)) inline void block(const float* left, int64_t down, int64_t across, const float* panel, int64_t inner, float* out, int64_t columns, int64_t width) {
  Lanes sums[kRows] = {};
  for (int64_t i = 0; i < inner; i++, left += across, panel += kLanes) {
    Lanes values;
    std::memcpy(&values, panel, sizeof values);
#pragma GCC unroll 4
    for (int row = 0; row < kRows; row++) sums[row] += left[row * down] * values;
  }
#pragma GCC unroll 4
  for (int row = 0; row < kRows; row++, out += columns) {
    if (width == kLanes) std::memcpy(out, &sums[row], sizeof(Lanes));
    else std::memcpy(out, &sums[row], width * sizeof(float));
  }
}

HS_CLONES void multiply(Matrices left, Matrices right, float* out, const int64_t (&sizes)[4], float* panel) {
  constexpr int kRows = 4;
  const int64_t batches = sizes[0], rows = sizes[1], inner = sizes[2], columns = sizes[3];
  for (int64_t batch = 0; batch < batches; batch++, left.at += left.batch, right.at += right.batch, out += rows * columns) {
    for (int64_t first = 0; first < columns; first += kLanes) {
      const int64_t width = std::min(kLanes, columns - first);
      gather(right.at + first * right.column, right.row, right.column, width, inner, panel);
      int64_t row = 0;
      for (; row + kRows <= rows; row += kRows) block<kRows>(left.at + row * left.row, left.row, left.column, panel, inner, out + row * columns + first, columns, width);
      for (; row < rows; row++) block<1>(left.at + row * left.row, left.row, left.column, panel, inner, out + row * columns + first, columns, width);
    }
  }
}

bool is_small(const at::Tensor& left, const at::Tensor& right) {
  auto plain = [](const at::Tensor& t) { return t.dim() == 3 && t.scalar_type() == at::kFloat && !t.has_names() && t.numel() > 0; };
  return plain(left) && plain(right) && left.size(0) == right.size(0) && left.size(2) == right.size(1)
    && left.size(1) * left.size(2) * right.size(2) <= kMostProducts;
}

at::Tensor bmm(const at::Tensor& left, const at::Tensor& right) {
  if (!is_small(left, right)) return at::cpu::bmm(left, right);
  const int64_t sizes[] = {left.size(0), left.size(1), left.size(2), right.size(2)};
  auto result = at::empty({sizes[0], sizes[1], sizes[3]}, left.options());
  std::vector<float> panel(kLanes * sizes[2]);
  multiply(matrices(left), matrices(right), result.data_ptr<float>(), sizes, panel.data());
  return result;
}

torch::Library* replace_bmm() {
  if (at::hasMKL()) return nullptr;
  struct Silence : c10::WarningHandler {
    void process(const c10::SourceLocation&, const std::string&, bool) override {}
  } silence;
  c10::Warning::WarningHandlerGuard guard(&silence);  // it says that an operator is replaced
  auto library = new torch::Library(torch::Library::IMPL, "aten", c10::DispatchKey::CPU, __FILE__, __LINE__);
  library->impl("bmm", TORCH_FN(bmm));
  return library;
}

const auto* faster_bmm = replace_bmm();  // never freed: threads may still multiply when the process ends
#endif

}  // namespace

HS_EXPORT const char* hs_error() { return last_text.c_str(); }

HS_EXPORT const char* hs_version() { return TORCH_VERSION; }

HS_EXPORT const char* hs_config() {
  last_text = at::show_config();
  return last_text.c_str();
}

// arguments: the names of those that the caller gives, in its order; null for all of this libtorch's, in theirs
HS_EXPORT int hs_find(const char* name, const char* overload, const char* arguments, void** op) {
  return guarded([&] {
    auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
    if (!handle) throw std::runtime_error("libtorch " TORCH_VERSION " has no such operator");
    auto found = std::make_unique<Operator>(Operator{*handle, {}, 0, {}});
    std::vector<std::string> names;
    for (auto& argument : handle->schema().arguments()) {
      found->slots.push_back(slot_of(argument));
      names.push_back(argument.name());
    }
    match_names(*found, arguments == nullptr ? names : words(arguments));
    *op = found.release();
  });
}

HS_EXPORT int hs_schema(void* op, const char** schema) {
  return guarded([&] {
    std::ostringstream text;
    text << static_cast<Operator*>(op)->handle.schema();
    last_text = text.str();
    *schema = last_text.c_str();
  });
}

HS_EXPORT int hs_call(void* op, const Value* arguments, int32_t count, const Value** results, int32_t* result_count) {
  return guarded([&] {
    call(*static_cast<Operator*>(op), arguments, count);
    *results = last_results.data();
    *result_count = static_cast<int32_t>(last_results.size());
  });
}

HS_EXPORT void hs_free(void* tensor) {
  c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(static_cast<c10::TensorImpl*>(tensor));
}

HS_EXPORT int hs_from_memory(const void* data, int32_t type, const int64_t* sizes, int32_t dims, void** tensor) {
  return guarded([&] {
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(type));
    auto view = at::from_blob(const_cast<void*>(data), at::IntArrayRef(sizes, dims), options);
    *tensor = release(view.clone());
  });
}

HS_EXPORT int hs_to_memory(void* tensor, void* data, int64_t bytes) {
  return guarded([&] {
    at::NoGradGuard no_grad;
    auto plain = borrow(tensor).detach().cpu().contiguous();
    if (static_cast<int64_t>(plain.nbytes()) != bytes) throw std::runtime_error("the memory has another size than the tensor");
    if (bytes > 0) std::memcpy(data, plain.data_ptr(), bytes);
  });
}

HS_EXPORT int32_t hs_dims(void* tensor) { return static_cast<c10::TensorImpl*>(tensor)->dim(); }

HS_EXPORT void hs_sizes(void* tensor, int64_t* sizes) {
  auto all = static_cast<c10::TensorImpl*>(tensor)->sizes();
  std::copy(all.begin(), all.end(), sizes);
}

HS_EXPORT int32_t hs_type(void* tensor) {
  return static_cast<int32_t>(c10::typeMetaToScalarType(static_cast<c10::TensorImpl*>(tensor)->dtype()));
}

HS_EXPORT void hs_device(void* tensor, int32_t* type, int32_t* index) {
  auto device = static_cast<c10::TensorImpl*>(tensor)->device();
  *type = static_cast<int32_t>(device.type());
  *index = device.index();
}

HS_EXPORT int32_t hs_requires_grad(void* tensor) { return borrow(tensor).requires_grad(); }

HS_EXPORT int32_t hs_is_leaf(void* tensor) { return borrow(tensor).is_leaf(); }

HS_EXPORT int hs_set_requires_grad(void* tensor, int32_t value) {
  return guarded([&] { borrow(tensor).set_requires_grad(value != 0); });
}

HS_EXPORT int hs_backward(void* tensor, void* gradient, int32_t retain_graph, int32_t create_graph) {
  return guarded([&] {
    auto root = borrow(tensor);
    if (gradient == nullptr) root.backward({}, retain_graph != 0, create_graph != 0);
    else root.backward(borrow(gradient), retain_graph != 0, create_graph != 0);
  });
}

HS_EXPORT int hs_get_grad(void* tensor, void** gradient) {
  return guarded([&] { *gradient = release(at::Tensor(borrow(tensor).grad())); });
}

HS_EXPORT int hs_set_grad(void* tensor, void* gradient) {
  return guarded([&] { borrow(tensor).mutable_grad() = gradient == nullptr ? at::Tensor() : borrow(gradient); });
}

// how many of the tensors have a gradient; ones and zeros go to `present`
HS_EXPORT int hs_grads_present(void* const* tensors, int32_t count, uint8_t* present, int32_t* found) {
  return guarded([&] {
    *found = 0;
    for (int32_t i = 0; i < count; i++) *found += present[i] = borrow(tensors[i]).grad().defined();
  });
}

HS_EXPORT int hs_drop_grads(void* const* tensors, int32_t count) {
  return guarded([&] {
    for (int32_t i = 0; i < count; i++) borrow(tensors[i]).mutable_grad().reset();
  });
}

HS_EXPORT int32_t hs_grad_mode() { return c10::GradMode::is_enabled(); }

HS_EXPORT void hs_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

HS_EXPORT int hs_manual_seed(uint64_t seed) {
  return guarded([&] { at::manual_seed(seed); });
}

// a source of random numbers beside the process's own, of the same kind
HS_EXPORT int hs_generator_new(const char* device, void** generator) {
  return guarded([&] { *generator = new at::Generator(at::globalContext().defaultGenerator(c10::Device(device)).clone()); });
}

HS_EXPORT int hs_generator_seed(void* generator, uint64_t seed) {
  return guarded([&] { static_cast<at::Generator*>(generator)->set_current_seed(seed); });
}

HS_EXPORT void hs_generator_free(void* generator) { delete static_cast<at::Generator*>(generator); }

HS_EXPORT int32_t hs_get_num_threads() { return at::get_num_threads(); }

HS_EXPORT int hs_set_num_threads(int32_t count) {
  return guarded([&] { at::set_num_threads(count); });
}

HS_EXPORT int hs_cuda_device_count(int32_t* count) {
  return guarded([&] { *count = static_cast<int32_t>(torch::cuda::device_count()); });
}

HS_EXPORT int hs_cuda_synchronize(int64_t index) {
  return guarded([&] { torch::cuda::synchronize(index); });
}

// the type of automatic casts on a kind of device, or -1 where they are off
HS_EXPORT int hs_autocast(int32_t device, int32_t* type) {
  return guarded([&] {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    auto kind = static_cast<at::DeviceType>(device);
    *type = at::autocast::is_autocast_enabled(kind) ? static_cast<int32_t>(at::autocast::get_autocast_dtype(kind)) : -1;
#else
    bool cpu = device == static_cast<int32_t>(at::DeviceType::CPU);
    if (!(cpu ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled())) *type = -1;
    else *type = static_cast<int32_t>(cpu ? at::autocast::get_autocast_cpu_dtype() : at::autocast::get_autocast_gpu_dtype());
#endif
  });
}

// weights that were cast are kept until the outermost region ends
HS_EXPORT int hs_set_autocast(int32_t device, int32_t type, int32_t nesting) {
  return guarded([&] {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    auto kind = static_cast<at::DeviceType>(device);
    if (type >= 0) at::autocast::set_autocast_dtype(kind, static_cast<at::ScalarType>(type));
    at::autocast::set_autocast_enabled(kind, type >= 0);
#else
    if (device == static_cast<int32_t>(at::DeviceType::CPU)) {
      if (type >= 0) at::autocast::set_autocast_cpu_dtype(static_cast<at::ScalarType>(type));
      at::autocast::set_cpu_enabled(type >= 0);
    } else {
      if (type >= 0) at::autocast::set_autocast_gpu_dtype(static_cast<at::ScalarType>(type));
      at::autocast::set_enabled(type >= 0);
    }
#endif
    if (nesting > 0) at::autocast::increment_nesting();
    else if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
  });
}

// from 2.9 on libtorch throws where both its old and its new switch were used
HS_EXPORT int hs_allow_tf32(int32_t cudnn, int32_t* value) {
  return guarded([&] { *value = cudnn ? at::globalContext().allowTF32CuDNN() : at::globalContext().allowTF32CuBLAS(); });
}

HS_EXPORT int hs_set_allow_tf32(int32_t cudnn, int32_t value) {
  return guarded([&] {
    if (cudnn) at::globalContext().setAllowTF32CuDNN(value != 0);
    else at::globalContext().setAllowTF32CuBLAS(value != 0);
  });
}

// what: 0 bytes in use, 1 their peak, 2 start a new peak, 3 give unused memory back
HS_EXPORT int hs_cuda_memory(int32_t what, int32_t index, int64_t* bytes) {
  return guarded([&] {
    *bytes = 0;
    if (index < 0 || index >= static_cast<int32_t>(torch::cuda::device_count())) throw std::runtime_error("there is no CUDA device " + std::to_string(index));
#ifdef HS_CUDA_MEMORY
    namespace memory = c10::cuda::CUDACachingAllocator;
    // counts nothing before the first tensor on the device
    at::empty({0}, at::TensorOptions().device(c10::Device(c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(index))));
    if (what == 3) memory::emptyCache();
    else if (what == 2) memory::resetPeakStats(index);
    else {
      auto all = memory::getDeviceStats(index).allocated_bytes[0];
      *bytes = what == 1 ? all.peak : all.current;
    }
#else
    throw std::runtime_error("this shim was built without CUDA's headers, which count device memory");
#endif
  });
}
