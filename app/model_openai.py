"""Settings in, a writer out: OpenAI's models, those of servers that speak its protocol, those of LangChain's packages.

The packages are imported when a model is set, since they take more than a second.
"""

from __future__ import annotations

import logging
import re
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.model import Message, ModelError, Trouble, Writer, estimate_tokens, trouble
from ingest.errors import SettingsError
from ingest.settings import Settings

if TYPE_CHECKING:
    from langchain_core.outputs import ChatGenerationChunk
    from langchain_openai import ChatOpenAI

    from app.model_langchain import LangchainWriter, Limits

log = logging.getLogger(__name__)

OPENAI = "https://api.openai.com/v1"
# Small, takes a temperature, writes without thinking first, and is not on OpenAI's list of models that will end.
DEFAULT_MODEL = "gpt-5.4-mini"
# The same question is to have the same answer, as far as a server can promise it.
PARAMETERS: Mapping[str, Any] = {"temperature": 0, "seed": 7}
# What a server lists beside its chat models.
NO_WRITERS = ("embed", "rerank", "bge-", "whisper", "tts", "moderation", "clip")
# OpenAI's tokenizer is a file of 2 to 4 MB that tiktoken fetches once.
TOKENIZER_SECONDS = 5.0

# A provider before the model's name; `ft:` begins the names of OpenAI's own fine-tuned models.
_OTHER = re.compile(r"(?!ft:)[a-z][a-z_-]*:.")
_URL = re.compile(r"https?://[^\s/@?#]+(?:/[^\s?#]*)?$")


def make_writer(settings: Settings, *, model: str | None = None, limits: Limits | None = None) -> Writer | None:
    """Return the writer that the settings name, or None where they name none; `model` stands in for the one set.

    Without a name it is OpenAI's default, or the first that the server at `OPENAI_BASE_URL` lists when first asked.
    `provider:model` is for providers that LangChain has a package for; with a base URL, all names are that server's.

    Raises:
        SettingsError: a value can't be right, or a provider's package is missing; it names the variable.
    """
    given = (settings.model if model is None else model).strip().removeprefix("openai:")
    base_url, key = settings.openai_base_url.strip(), settings.openai_api_key.strip()
    if _OTHER.match(given) and not base_url:
        return _other(given, limits)
    if not key and not base_url:
        return None
    _check(base_url, key)
    if base_url and not given:
        return _FirstListed(base_url, key, limits)
    return _speak(given or DEFAULT_MODEL, base_url, key, limits)


def _check(base_url: str, key: str) -> None:
    if base_url and not (_URL.match(base_url) and _has_address(base_url)):
        shown = "set" if "@" in base_url else repr(base_url)  # a password stands before the @
        raise SettingsError(
            f"OPENAI_BASE_URL is {shown}; it must be an address such as 'http://127.0.0.1:11434/v1', with no name, "
            "password or query in it"
        )
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise SettingsError("OPENAI_API_KEY holds a character that is in no key; copy it again")


def _has_address(base_url: str) -> bool:
    try:
        return bool(urlsplit(base_url).hostname) and urlsplit(base_url).port != 0
    except ValueError:  # 'http://[bad/v1', 'http://host:99999/v1'
        return False


def _speak(name: str, base_url: str, key: str, limits: Limits | None) -> LangchainWriter:
    from app.model_langchain import LangchainWriter, Limits

    limits = limits or Limits()
    model = _chat_model(name, base_url or OPENAI, key, limits)
    return LangchainWriter(
        model,
        # llama.cpp's server names a model by its file; where that lies is nobody's business.
        PurePath(name).name if PurePath(name).is_absolute() else name,
        parameters=PARAMETERS,
        # OpenAI's newest models know one name of the cap alone, and most other servers the older one alone.
        caps=("max_tokens", "max_completion_tokens") if base_url else ("max_completion_tokens", "max_tokens"),
        limits=limits,
        secrets=(key,),
        count=estimate_tokens if base_url else Tokenizer(model.get_num_tokens),
    )


def _chat_model(name: str, base_url: str, key: str, limits: Limits) -> ChatOpenAI:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    from app.model_http import make_client

    class WithRefusals(ChatOpenAI):
        """Takes as text what OpenAI's models say where they refuse, which comes beside the text."""

        def _convert_chunk_to_generation_chunk(
            self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
        ) -> ChatGenerationChunk | None:
            for choice in chunk.get("choices") or []:
                delta = choice.get("delta") or {}
                if delta.get("refusal") and not delta.get("content"):
                    delta["content"] = delta["refusal"]
            return super()._convert_chunk_to_generation_chunk(chunk, default_chunk_class, base_generation_info)

    # What a server refuses is asked without it, and what it adds to OpenAI's shapes is not read: neither is news.
    warnings.filterwarnings("ignore", "(?s).*does not support OpenAI's structured output|Invalid schema for OpenAI's")
    warnings.filterwarnings("ignore", "Pydantic serializer warnings")
    client = make_client(base_url, connect=limits.connect, between=limits.between)
    return WithRefusals(
        model=name,
        api_key=SecretStr(key or "none"),
        base_url=base_url,
        http_client=client,
        http_socket_options=(),
        timeout=client.timeout,
        max_retries=0,
        use_responses_api=False,
        stream_usage=False,
    )


def _other(given: str, limits: Limits | None) -> LangchainWriter:
    from langchain.chat_models import init_chat_model

    from app.model_langchain import LangchainWriter, Limits

    limits = limits or Limits()
    try:
        model = init_chat_model(given, temperature=0, max_tokens=limits.tokens, timeout=limits.between)
        return LangchainWriter(model, given, limits=limits)
    except ImportError as error:
        found = re.search(r"pip install [\w-]+", str(error))
        reason = f"needs another package; install it with: {found.group() if found else error}"
    except Exception as error:  # noqa: BLE001 - each package refuses in its own way, and may name the key as it does
        reason = f"can't be used ({type(error).__name__}); check the name of the provider, and the key that it needs"
    raise SettingsError(f"CORROBORATE_MODEL is {given!r}, which {reason}")


class _FirstListed:
    """The first model that a server lists, asked for when it is first needed. Safe to share between threads."""

    def __init__(self, base_url: str, key: str, limits: Limits | None) -> None:
        self._base_url = base_url
        self._key = key
        self._limits = limits
        self._lock = threading.Lock()
        self._writer: LangchainWriter | None = None

    @property
    def name(self) -> str:
        """The model's name; before it is known, the server's."""
        writer = self._writer
        return writer.name if writer else urlsplit(self._base_url).netloc

    def count(self, text: str) -> int:
        """Return the number of tokens of a text."""
        return estimate_tokens(text)

    def write(self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None) -> Iterator[str]:
        """Yield the model's text as it comes; see `Writer`."""
        with self._lock:
            writer = self._writer = self._writer or _speak(self._find(), self._base_url, self._key, self._limits)
        try:
            yield from writer.write(messages, schema=schema)
        except ModelError as error:
            if error.kind is Trouble.UNKNOWN_MODEL:
                self._writer = None  # the server has another one by now
            raise

    def _find(self) -> str:
        """Return the name of the first model that looks like one that writes."""
        import openai

        from app.model_failure import Failure, read_failure
        from app.model_http import until
        from app.model_langchain import Limits

        limits = self._limits or Limits()
        client = _chat_model("", self._base_url, self._key, limits).root_client
        try:
            with until(time.monotonic() + limits.connect):
                names = [str(model.id) for model in client.models.list().data]
        except openai.APITimeoutError:
            failure = Failure(Trouble.TIMEOUT)
        except openai.APIConnectionError:
            failure = Failure(Trouble.UNREACHABLE)
        except Exception as error:  # noqa: BLE001 - a server may answer anything, and the reader is to get an answer
            failure = read_failure(error, secrets=(self._key,))
        else:
            writers = [name for name in names if not any(part in name.lower() for part in NO_WRITERS)]
            if writers:
                return writers[0]
            failure = Failure(Trouble.UNKNOWN_MODEL, "it lists none; set CORROBORATE_MODEL")
        raise trouble(failure.kind, self.name, failure.detail)


class Tokenizer:
    """Counts tokens as the model does, or guesses where that can't be had in time; the same way for the whole process.

    What counts may fetch a file first, without a limit of its own. Safe to share between threads.
    """

    def __init__(self, count: Callable[[str], int], *, seconds: float = TOKENIZER_SECONDS) -> None:
        self._count = count
        self._seconds = seconds
        self._lock = threading.Lock()
        self._usable: bool | None = None

    def __call__(self, text: str) -> int:
        """Return the number of tokens of a text."""
        with self._lock:
            if self._usable is None:
                self._usable = self._try()
        if self._usable:
            try:
                return self._count(text)
            except ValueError:
                pass  # the text holds one of the marks between messages, which this counter takes for an attack
        return estimate_tokens(text)

    def _try(self) -> bool:
        counted = threading.Event()

        def count() -> None:
            try:
                self._count("news")
            except Exception as error:  # noqa: BLE001 - a file that can't be had is not worth an answer
                log.info("the model's tokenizer can't be had (%s); tokens are guessed", type(error).__name__)
            else:
                counted.set()

        thread = threading.Thread(target=count, daemon=True)
        thread.start()
        thread.join(self._seconds)
        return counted.is_set()
