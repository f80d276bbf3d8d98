"""Suggesting categories: one function for the model of the first day and for a county's own.

`suggest(text, model=installed(data_folder))`; a county's own model comes from `train_from_rows` and is kept by `save`.
"""

from fengqiao.gateways.classifier.cold_start import cold_start
from fengqiao.gateways.classifier.installed import installed, own_model_file
from fengqiao.gateways.classifier.model import Model, ModelFault, load, save
from fengqiao.gateways.classifier.suggesting import suggest, suggest_many
from fengqiao.gateways.classifier.training import train_from_rows

__all__ = [
    "Model",
    "ModelFault",
    "cold_start",
    "installed",
    "load",
    "own_model_file",
    "save",
    "suggest",
    "suggest_many",
    "train_from_rows",
]
