// Runs in virtual time: the outage, and the herd.

#include <cstdlib>
#include <map>
#include <memory>
#include <string>

#include "bindings/outage_views.hpp"
#include "native_session.hpp"

namespace edgecache::native {
namespace {

/// A decimal number that every double can be written as; whatever else, refused by who reads it.
double decimal(std::string_view field) { return std::strtod(std::string(field).c_str(), nullptr); }

template <typename T>
bindings::Address address_of(T* data) {
  return reinterpret_cast<bindings::Address>(data);
}

Answer outage(Session&, Fields fields) {
  const auto skew = text(fields[0]);
  auto seed = number<std::uint64_t>(fields[1]);
  if (!skew || !seed || fields.size() != 2 + bindings::kOutageFields) return error("no scene");
  std::vector<double> numbers;
  for (const std::string_view field : fields.subspan(2)) numbers.push_back(decimal(field));
  std::uint32_t why = 0;
  const std::unique_ptr<outage::Run> run(
      bindings::make_outage(address_of(numbers.data()), address_of(skew->data()), skew->size(),
                            address_of(&*seed), address_of(&why)));
  if (!run) return refused(static_cast<Refusal>(why));
  while (run->advance(1'000'000)) {
  }
  std::uint64_t about[2] = {};
  bindings::release(bindings::outage_report(*run, address_of(about)));
  return Answer().value(about[0]).value(about[1]);
}

/// `fields`: POOL DB_MS COALESCE, then MS KEY for each request.
Answer herd(Session&, Fields fields) {
  std::vector<double> times;
  std::vector<std::uint32_t> keys;
  std::map<std::string, std::uint32_t> numbers;
  for (std::size_t i = 3; i + 1 < fields.size(); i += 2) {
    const auto key = text(fields[i + 1]);
    if (!key) return error("no text");
    times.push_back(decimal(fields[i]));
    keys.push_back(numbers.emplace(*key, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  double counts[7] = {};
  const bool done = bindings::herd(address_of(times.data()), address_of(keys.data()),
                                   static_cast<std::uint32_t>(times.size()),
                                   static_cast<std::uint32_t>(numbers.size()), decimal(fields[0]),
                                   decimal(fields[1]), fields[2] == "1", address_of(counts));
  if (!done) return refused(Refusal::count_out_of_range);
  Answer answer;
  for (const double count : counts) answer.value(static_cast<std::int64_t>(count));
  return answer;
}

}  // namespace

void add_sim_commands(Commands& commands) {
  commands["outage"] = {2, outage};
  commands["herd"] = {3, herd};
}

}  // namespace edgecache::native
